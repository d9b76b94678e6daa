package dev.midnight.refresh;

import dev.midnight.Snapshot;
import dev.midnight.SnapshotValidator;
import dev.midnight.ValidationResult;
import dev.midnight.publish.LostKeys;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a candidate of about the right size that holds other keys: the export of another tenant,
 * or of a test system.
 *
 * @param minOverlap share of the current keys that the candidate must hold, 0 to 1
 */
public record OverlapGate<K, V>(String cache, double minOverlap)
    implements SnapshotValidator<K, V> {

  @Override
  public ValidationResult validate(Snapshot<K, V> candidate, @Nullable Snapshot<K, V> current) {
    long before = current == null ? 0 : current.size();
    if (current == null || before == 0) {
      return ValidationResult.accept();
    }
    long kept = before - LostKeys.count(current, candidate);
    if (Share.of(before, minOverlap).isAtMost(kept)) {
      return ValidationResult.accept();
    }
    return ValidationResult.reject(
        "%d of %d keys are still there, %s but at least %s must be. See midnight.caches.%s.validate.min-overlap"
            .formatted(
                kept, before, Share.percent(kept, before), Share.percent(minOverlap), cache));
  }
}
