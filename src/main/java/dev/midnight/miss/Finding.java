package dev.midnight.miss;

import dev.midnight.spi.Found;
import org.jspecify.annotations.Nullable;

/** How asking for a key ended. */
record Finding<V>(Kind kind, @Nullable V value, @Nullable Throwable failure) {

  enum Kind {
    /** The source holds the value, or nothing where it is null. */
    ANSWERED,
    /** The source could not be asked. */
    FAILED,
    /** The key was written, or loaded, or forgotten meanwhile: whoever waits asks again. */
    OVERTAKEN,
    /** It took too long: whoever comes next asks anew. */
    ABANDONED,
    /** Nothing is known: somebody asks, and nobody waits for it. */
    OPEN
  }

  static <V> Finding<V> answered(@Nullable V value) {
    return new Finding<>(Kind.ANSWERED, value, null);
  }

  static <V> Finding<V> failed(Throwable failure) {
    return new Finding<>(Kind.FAILED, null, failure);
  }

  static <V> Finding<V> overtaken() {
    return new Finding<>(Kind.OVERTAKEN, null, null);
  }

  static <V> Finding<V> abandoned() {
    return new Finding<>(Kind.ABANDONED, null, null);
  }

  static <V> Finding<V> open() {
    return new Finding<>(Kind.OPEN, null, null);
  }

  boolean is(Kind other) {
    return kind == other;
  }

  /** What may be relied on, or null. */
  @Nullable Found<V> found() {
    return is(Kind.ANSWERED) ? new Found<>(value) : null;
  }
}
