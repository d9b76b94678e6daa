package dev.midnight.miss;

import dev.midnight.miss.Finding.Kind;
import dev.midnight.spi.Found;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One absent key under one generation: a question until it is completed, its answer from then on.
 * It always completes normally.
 */
final class Miss<V> extends CompletableFuture<Finding<V>> {

  private final long generation;

  Miss(long generation) {
    this.generation = generation;
  }

  static <V> Miss<V> of(long generation, Finding<V> finding) {
    Miss<V> miss = new Miss<>(generation);
    miss.complete(finding);
    return miss;
  }

  /** The generation that was current before its source was asked. */
  long generation() {
    return generation;
  }

  /** Whether others may wait for it, or rely on it, under that generation. */
  boolean serves(long current) {
    return generation == current && (!isDone() || join().is(Kind.ANSWERED));
  }

  boolean isOpen() {
    return isDone() && join().is(Kind.OPEN);
  }

  /** What it has answered, or null. */
  @Nullable Found<V> found() {
    return isDone() ? join().found() : null;
  }
}
