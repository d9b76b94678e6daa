package dev.midnight.publish;

import dev.midnight.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of generations: each is given once, to a load that is published or to one that is
 * kept though it was rejected. Guarded by the publisher's lock.
 */
final class Numbering {

  private long taken;

  /** Takes the next number. */
  long take(@Nullable Snapshot<?, ?> current) {
    taken = next(current);
    return taken;
  }

  /** Numbers up to that one were given before, in another process perhaps. */
  void takenUpTo(long number) {
    taken = Math.max(taken, number);
  }

  /** The number that the next publish gets. */
  long next(@Nullable Snapshot<?, ?> current) {
    return Math.max(taken, current == null ? 0 : current.generation()) + 1;
  }

  /**
   * The number that a candidate is published under: its own, where it came with one.
   *
   * @throws IllegalStateException if a newer generation is current
   */
  long of(Candidate<?, ?> candidate, @Nullable Snapshot<?, ?> current) {
    long own = candidate.number();
    if (own == 0) {
      return next(current);
    }
    if (current != null && own <= current.generation()) {
      throw new IllegalStateException(
          "Cache '%s': generation %d is not published, generation %d is current and numbers only grow. What is published stays. Roll back to it instead."
              .formatted(candidate.owner().cache(), own, current.generation()));
    }
    return own;
  }
}
