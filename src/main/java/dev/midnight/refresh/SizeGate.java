package dev.midnight.refresh;

import dev.midnight.Snapshot;
import dev.midnight.SnapshotValidator;
import dev.midnight.ValidationResult;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a candidate that is too small, or has lost or won too much at once.
 *
 * @param remembered the size of the last good load before this process, or -1; counts while nothing
 *     is current
 * @param maxShrink share of the current entries that may go away, 0 to 1
 * @param maxGrowth share of the current entries that may come, 0 or more, infinite for any
 */
public record SizeGate<K, V>(
    String cache, LongSupplier remembered, long minEntries, double maxShrink, double maxGrowth)
    implements SnapshotValidator<K, V> {

  @Override
  public ValidationResult validate(Snapshot<K, V> candidate, @Nullable Snapshot<K, V> current) {
    long size = candidate.size();
    if (size < minEntries) {
      return reject(
          "%d entries loaded but the minimum is %d".formatted(size, minEntries), "min-entries");
    }
    long before = current == null ? remembered.getAsLong() : current.size();
    if (before <= 0) {
      return ValidationResult.accept();
    }
    if (exceeds(before - size, maxShrink, before)) {
      return reject(
          "%d entries loaded after %d, %s fewer but at most %s may go at once"
              .formatted(
                  size, before, Share.percent(before - size, before), Share.percent(maxShrink)),
          "max-shrink");
    }
    if (exceeds(size - before, maxGrowth, before)) {
      return reject(
          "%d entries loaded after %d, %s more but at most %s may come at once"
              .formatted(
                  size, before, Share.percent(size - before, before), Share.percent(maxGrowth)),
          "max-growth");
    }
    return ValidationResult.accept();
  }

  private static boolean exceeds(long part, double share, long whole) {
    return Double.isFinite(share) && Share.of(whole, share).isExceededBy(part);
  }

  private ValidationResult reject(String what, String property) {
    return ValidationResult.reject(
        "%s. See midnight.caches.%s.validate.%s".formatted(what, cache, property));
  }
}
