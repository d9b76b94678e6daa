package dev.midnight.spi;

import dev.midnight.Changes;
import dev.midnight.Trigger;

/**
 * Stands around what the engine does, on the thread that does it; adapters turn it into spans and
 * recordings. {@link CacheEvents} is for those who need no more than what happened.
 *
 * <p>Thread-safe. Called outside all locks: implementations return at once. What they throw is
 * logged and stops nothing.
 */
public interface CacheObserver {

  /** A cycle of one cache begins, on the thread that controls it. A group's has one for each. */
  default ObservedCycle cycle(String cache, long cycle, Trigger trigger, boolean dryRun) {
    return ObservedCycle.NONE;
  }

  /**
   * A delta of one cache begins, on the thread that controls it. It is a cycle whose phases are
   * {@code LOAD}, {@code VALIDATE} and {@code PUBLISH}.
   */
  default ObservedCycle delta(String cache, long cycle, Trigger trigger) {
    return ObservedCycle.NONE;
  }

  /** A drain of online writes begins, on the thread that carries it out. */
  default ObservedDrain drain(String cache) {
    return ObservedDrain.NONE;
  }

  /**
   * A snapshot became current.
   *
   * @param byRefresh whether a refresh published it; otherwise a drain of online writes
   */
  default void published(
      String cache, long version, long generation, boolean byRefresh, Changes changes) {}
}
