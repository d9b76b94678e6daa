package dev.midnight.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who waited for whom in the whole JVM while it was watched.
 *
 * @param cache on which it was asked for
 * @param duration that it watches, or has watched
 * @param threshold shorter waits and reads are left out
 * @param failure why it failed, or null
 * @param idle waits that are none: of threads that wait for work
 * @param dropped waits whose call paths were too many to be told apart
 * @param callPaths with the most time first, those of kind {@link Kind#UNKNOWN} after all others
 * @param lanes what happened when, for a picture
 * @param overlaps how long two lanes were busy at the same time, the longest first
 */
public record ContentionProfile(
    String cache,
    State state,
    Instant startedAt,
    Duration duration,
    Duration threshold,
    @Nullable String failure,
    long idle,
    long dropped,
    List<CallPath> callPaths,
    List<Lane> lanes,
    List<Overlap> overlaps) {

  public ContentionProfile {
    callPaths = List.copyOf(callPaths);
    lanes = List.copyOf(lanes);
    overlaps = List.copyOf(overlaps);
  }

  /** How far it is. */
  public enum State {
    /** It watches. */
    RUNNING,
    /** It has watched for as long as it was asked to. */
    DONE,
    /** It was ended before its time, with the application. */
    STOPPED,
    /** It could not watch. */
    FAILED
  }

  /** What a thread waited in. */
  public enum Kind {
    /** The entry of a {@code synchronized} block or method. */
    MONITOR,
    /** A lock or another synchronizer of {@code java.util.concurrent}. */
    PARK,
    /**
     * A park that names nothing it waits for: a rest, or a lock of the application's own making.
     */
    UNKNOWN,
    /** A read from a socket. */
    SOCKET_READ
  }

  /**
   * A place in the code where threads waited.
   *
   * @param at the innermost method that is not the JDK's own
   * @param blockedOn the class of the lock or monitor, or the host and port
   * @param heldBy a thread that held the monitor, where that is known
   * @param threads the names of some that waited
   * @param frames innermost first
   */
  public record CallPath(
      Kind kind,
      String at,
      String blockedOn,
      @Nullable String heldBy,
      long count,
      Duration total,
      Duration longest,
      List<String> threads,
      List<String> frames) {

    public CallPath {
      threads = List.copyOf(threads);
      frames = List.copyOf(frames);
    }
  }

  /**
   * One kind of happening along the time.
   *
   * @param count all of them, also those that are left out of the intervals
   * @param busyMillis in which at least one went on, to a tenth of a millisecond
   * @param intervals the longest ones, in the order of their beginnings
   */
  public record Lane(String name, long count, double busyMillis, List<Interval> intervals) {

    public Lane {
      intervals = List.copyOf(intervals);
    }
  }

  /** From when to when, in milliseconds from the start of the profile. */
  public record Interval(double fromMillis, double toMillis, String label) {}

  /** How long two lanes were busy at the same time. */
  public record Overlap(String lane, String with, double millis) {}
}
