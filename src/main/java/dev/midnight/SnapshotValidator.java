package dev.midnight;

import org.jspecify.annotations.Nullable;

/** Judges a snapshot before it is published. */
@FunctionalInterface
public interface SnapshotValidator<K, V> {

  /**
   * Accepts or rejects the candidate; whatever it throws rejects it too.
   *
   * @param current what is published now, or null before the first
   */
  ValidationResult validate(Snapshot<K, V> candidate, @Nullable Snapshot<K, V> current);
}
