package dev.midnight.spi;

import dev.midnight.Changes;
import dev.midnight.Phase;
import dev.midnight.Trigger;
import java.time.Duration;

/**
 * Is told what happens inside the caches; adapters turn it into meters, logs or traces.
 *
 * <p>Thread-safe. Called outside all locks, on the thread that it happens on: implementations
 * return at once. What they throw is logged and stops nothing.
 */
public interface CacheEvents {

  /** Takes no notice. */
  CacheEvents NONE = new CacheEvents() {};

  /**
   * A cycle begins that means to publish. Of a dry run, only the end is told.
   *
   * @param delay from the time that it was due, or asked for, until now
   */
  default void cycleStarted(String cache, long cycle, Trigger trigger, Duration delay) {}

  /** A phase of a cycle that means to publish has ended, well or not. */
  default void phaseFinished(String cache, long cycle, Phase phase, Duration duration) {}

  /** A cycle has ended, whatever its outcome; {@link CycleReport#dryRun} tells dry runs. */
  default void cycleFinished(CycleReport report) {}

  /** A refresh was asked for and did not begin. */
  default void refreshSkipped(String cache, Trigger trigger, SkipReason reason) {}

  /** A scheduled time met a running load and waits for its end. */
  default void refreshOverran(String cache) {}

  /**
   * A snapshot became current.
   *
   * @param byRefresh whether a refresh published it; otherwise a drain of online writes
   */
  default void published(String cache, boolean byRefresh, Changes changes) {}

  /** A delta has ended, whatever its outcome; one that was skipped has not begun. */
  default void deltaFinished(DeltaReport report) {}

  /**
   * A refresh of the whole data set was compared with the deltas before it.
   *
   * @param entries that differed, though no delta told of them; 0 is good news
   */
  default void driftChecked(String cache, long entries) {}

  /** A generation was stored after its cycle, or could not be. */
  default void storeSaved(String cache, boolean saved, Duration duration) {}

  /** A drain of online writes was published. */
  default void drained(String cache, int writes, Duration duration) {}

  /** A write became visible, so long after it was accepted; sampled, not every write. */
  default void writeVisible(String cache, Duration sinceAccepted) {}

  /** A writer waited for room in the buffer, or was turned away. */
  default void writeThrottled(String cache, Duration waited) {}

  /** A generation that another instance built became current here, so long after it was built. */
  default void propagated(String cache, Duration sinceBuilt) {}

  /**
   * An announcement of another instance's generation arrived.
   *
   * @param pushed whether it was pushed; otherwise found by polling
   */
  default void announced(String cache, boolean pushed) {}

  /** A writer waited for the lock of a shard. */
  default void shardLockWaited(String cache, Duration waited) {}
}
