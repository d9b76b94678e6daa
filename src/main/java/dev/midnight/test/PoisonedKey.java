package dev.midnight.test;

import dev.midnight.SnapshotWriter;
import org.jspecify.annotations.Nullable;

/** A key that breaks the contract of keys. */
final class PoisonedKey {

  private final boolean throwingHashCode;

  private PoisonedKey(boolean throwingHashCode) {
    this.throwingHashCode = throwingHashCode;
  }

  static PoisonedKey throwingHashCode() {
    return new PoisonedKey(true);
  }

  static PoisonedKey throwingEquals() {
    return new PoisonedKey(false);
  }

  /** A writer is never asked for the class of its keys, so that a poisoned one passes for any. */
  @SuppressWarnings("unchecked")
  <K, V> void putInto(SnapshotWriter<K, V> out, V value) {
    out.put((K) this, value);
  }

  @Override
  public int hashCode() {
    if (throwingHashCode) {
      throw new IllegalStateException("poisoned hashCode");
    }
    return 42;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    throw new IllegalStateException("poisoned equals");
  }

  @Override
  public String toString() {
    return "PoisonedKey";
  }
}
