package dev.midnight.refresh;

import dev.midnight.Snapshot;
import dev.midnight.SnapshotValidator;
import dev.midnight.ValidationResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Refuses a candidate that lacks a key which must never be missing. */
public record RequiredKeysGate<K, V>(String cache, List<K> keys)
    implements SnapshotValidator<K, V> {

  @Override
  public ValidationResult validate(Snapshot<K, V> candidate, @Nullable Snapshot<K, V> current) {
    List<K> missing = keys.stream().filter(key -> candidate.get(key) == null).toList();
    if (missing.isEmpty()) {
      return ValidationResult.accept();
    }
    return ValidationResult.reject(
        "%d of %d required keys are missing, the first of them '%s'. See midnight.caches.%s.validate.required-keys"
            .formatted(missing.size(), keys.size(), missing.get(0), cache));
  }
}
