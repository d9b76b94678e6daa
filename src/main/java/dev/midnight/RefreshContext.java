package dev.midnight;

import java.time.Instant;

/** What a loader knows of the refresh that it runs in, and can say to it. Thread-safe. */
public interface RefreshContext {

  /** The name of the cache. */
  String cache();

  /** The number of this refresh cycle; counts up from 1 for each cache since its start. */
  long cycle();

  /** When the load is cancelled if it has not ended. */
  Instant deadline();

  /** Whether the load was cancelled: by its deadline, by an operator or by shutdown. */
  boolean cancelled();

  /**
   * Runs an action on cancellation, such as {@code statement::cancel}: an interrupt rarely ends a
   * socket read. Runs at once if the load is cancelled already.
   */
  void onCancel(Runnable action);

  /** Says how many rows will come, 0 or more, so that progress can be shown as a percentage. */
  void expect(long rows);

  /**
   * Says that nothing changed since the last load: the current snapshot stays and its age restarts.
   *
   * <p>Not believed, and the refresh fails, where the rows of the last load were not published
   * because they were rejected, rolled back, loaded dry or under a pin. A loader that remembers a
   * tag of its source remembers {@code previous().generation()} with it: where that has not grown
   * since, its rows were not published, and it must read them again.
   */
  void unchanged();

  /** Says that the source is not ready yet: nothing is published until the next refresh. */
  void notReady(String reason);

  /**
   * Says what time the data is of, where the source knows: an export of yesterday, for instance.
   */
  void asOf(Instant dataTime);

  /**
   * Says up to which of the source's changes this load of the whole data set reads at least: where
   * a {@link DeltaLoader} goes on from. Read it from the source before the first row. Without it
   * the watermark from before the load stays, and the next delta reads the changes since then anew.
   */
  default void watermark(String watermark) {}
}
