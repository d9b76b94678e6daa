package dev.midnight.spi;

import dev.midnight.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The side of a cache that operators and schedulers act on. Thread-safe; no call waits for a load.
 * On a member of a group, what is asked for acts on the whole group, as one publish.
 */
public interface ManagedCache extends Scheduled {

  /** The state at this moment. */
  CacheStatus status();

  /** Asks for a refresh; joins one whose load has not begun. */
  RefreshTicket refresh(Trigger trigger);

  /**
   * Makes sure that the newest scheduled time of this cache, up to {@code due}, has been served.
   *
   * @return completes with true when the load for that time has been published, found unchanged, or
   *     there is no such time; with false when that load ended in any other way
   */
  CompletableFuture<Boolean> servedUpTo(Instant due);

  /**
   * Serves the newest scheduled time that ought to have come by now and did not, where its misfire
   * policy makes up for missed times.
   *
   * @param notBefore scheduled times up to this one are of no interest
   * @param grace how late, jitter aside, a time may come by itself
   * @return that scheduled time, served or given up; null if there is none
   */
  default @Nullable Instant serveOverdue(Instant notBefore, Duration grace) {
    return null;
  }

  /** Loads, builds and validates, and publishes nothing. */
  RefreshTicket dryRun();

  /**
   * Cancels the running cycle.
   *
   * @return the number of the cancelled cycle, or 0 if none was running
   */
  long cancel(String reason);

  /** Stops the schedule until {@link #resume}; a refresh by hand still runs. */
  void pause(@Nullable String reason);

  /**
   * Serves the newest stored generation that may be served, while nothing else is.
   *
   * @return completes with whether something is served then
   */
  CompletableFuture<Boolean> warmStart();

  /**
   * Holds on to what is served: loads go on and are validated, but not published.
   *
   * @param generation that is served, or null for whatever is
   * @param until when it ends by itself, or null
   */
  GenerationTicket pin(@Nullable Long generation, @Nullable Instant until, @Nullable String reason);

  /**
   * Ends a pin whose time is over as {@link #unpin} does, where that has not been noticed yet.
   *
   * @return whether there was one
   */
  default boolean endPinThatIsOver() {
    return false;
  }

  /** Ends a pin, and asks for a refresh. */
  GenerationTicket unpin();

  /**
   * Publishes an older generation as a new one, and pins it.
   *
   * @param generation null for the newest before the one that is served
   */
  GenerationTicket rollback(
      @Nullable Long generation, @Nullable Instant until, @Nullable String reason);

  /**
   * Publishes a generation that was rejected.
   *
   * @param generation null for the newest rejected one
   */
  GenerationTicket approve(@Nullable Long generation, @Nullable String reason);

  /**
   * The class of its keys, by one that it holds; null of an empty cache, or one that cannot be
   * asked about a key.
   */
  default @Nullable Class<?> keyType() {
    return null;
  }

  /**
   * What is known of one key; of what changed it, only where the cache records that. Reads the
   * entries of each stored generation, and so waits for a disk.
   *
   * @param key of the class that {@link #keyType} says
   * @return null if this cache cannot be asked about a key
   */
  default @Nullable KeyStory story(Object key) {
    return null;
  }

  /**
   * What serving a kept generation would change. Reads its entries: waits for a disk.
   *
   * @param generation null for the newest that was rejected
   * @return null if it is not kept
   */
  default @Nullable GenerationDiff diff(@Nullable Long generation) {
    return null;
  }

  /** What to set otherwise, as far as its own measurements tell. */
  default List<Advice> advice() {
    return List.of();
  }

  /**
   * Whether there is heap for its next load, or null where nobody looks. Measures a sample of the
   * entries.
   */
  default @Nullable HeapOutlook heap() {
    return null;
  }

  /** Its deltas, or null if it takes none. */
  default @Nullable ManagedDeltas deltas() {
    return null;
  }

  /** Ends a pause; scheduled times missed meanwhile are made up for once, under their policy. */
  void resume();
}
