package dev.midnight.engine;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The scheduled times of one cache's deltas, and of which of them the timer has told. Thread-safe.
 */
final class DeltaTimes {

  private final Timetable timetable;

  @GuardedBy("this")
  private @Nullable Instant told;

  @GuardedBy("this")
  private boolean timerSilent;

  DeltaTimes(Timetable timetable) {
    this.timetable = timetable;
  }

  Timetable timetable() {
    return timetable;
  }

  /** The timer told of that time. */
  synchronized void told(Instant due) {
    told = told == null || told.isBefore(due) ? due : told;
    timerSilent = false;
  }

  /**
   * Takes the newest time of which nobody told although its attempt was to be so early, or null.
   */
  synchronized @Nullable Instant takeOverdue(Instant notBefore, Instant attemptBy) {
    Instant after = told == null || told.isBefore(notBefore) ? notBefore : told;
    Instant newest = timetable.newestBetween(after, attemptBy);
    if (newest != null) {
      told = newest;
      timerSilent = true;
    }
    return newest;
  }

  /** Whether the last time was one of which the timer never told. */
  synchronized boolean timerSilent() {
    return timerSilent;
  }
}
