package dev.midnight.spi;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The part of one caller in finding out what the source holds for a key. Thread-safe. */
public interface MissTurn<V> {

  /**
   * Whether the caller is to find it out, and to end the turn with {@link #found} or {@link
   * #failed}. Otherwise somebody else is at it, or has done it.
   */
  boolean own();

  /**
   * Says what the source holds, null for nothing. Remembered, unless since the beginning of the
   * turn the key was written or a newer generation was published.
   */
  void found(@Nullable V value);

  /** Says that the caller could not find it out; nothing is remembered. */
  void failed(Throwable cause);

  /**
   * What somebody else finds out. Completes with null, after {@code miss.timeout} at the latest,
   * where that will be nothing to rely on: the caller then asks the source by itself.
   */
  CompletableFuture<@Nullable Found<V>> others();
}
