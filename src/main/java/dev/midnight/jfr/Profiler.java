package dev.midnight.jfr;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.midnight.spi.CacheThreads;
import dev.midnight.spi.ContentionProfile;
import dev.midnight.spi.ContentionProfile.State;
import dev.midnight.spi.ContentionProfiler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes profiles through the Flight Recorder's streaming. Thread-safe; its monitor is held for
 * assignments only.
 *
 * <p>Not seen: waits shorter than the threshold, and threads that still wait at the end, since the
 * Flight Recorder tells of a wait when it is over. Left out: threads that wait for work.
 */
public final class Profiler implements ContentionProfiler, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Profiler.class);

  private final FlightRecords records;
  private final CacheThreads threads;
  private final Duration threshold;
  private final Map<String, ContentionProfile> newest = new ConcurrentHashMap<>();

  @GuardedBy("this")
  private @Nullable ProfileRun running;

  @GuardedBy("this")
  private boolean closed;

  /**
   * Takes none yet.
   *
   * @param threshold waits and reads that are shorter are left out
   */
  public Profiler(FlightRecords records, CacheThreads threads, Duration threshold) {
    this.records = records;
    this.threads = threads;
    this.threshold = threshold;
  }

  @Override
  public boolean start(String cache, Duration duration) {
    if (duration.compareTo(Duration.ofSeconds(1)) < 0 || duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "Cache '%s': a profile of %s was asked for, but it takes from 1 second to %s. None is taken."
              .formatted(cache, duration, LONGEST));
    }
    ContentionProfile begun = begun(cache, duration, Instant.now());
    ProfileRun run = new ProfileRun(records.phases(), begun);
    synchronized (this) {
      if (closed || running != null) {
        return false;
      }
      running = run;
    }
    newest.put(cache, begun);
    threads.newThread("midnight-profile-" + cache, () -> take(run, begun)).start();
    return true;
  }

  private void take(ProfileRun run, ContentionProfile begun) {
    ContentionProfile result;
    try {
      result = run.watch();
    } catch (Throwable failure) {
      log.warn(
          "Cache '{}': no profile could be taken, the Flight Recorder failed",
          run.cache(),
          failure);
      result = failed(begun, failure);
    }
    newest.put(run.cache(), result);
    synchronized (this) {
      running = null;
    }
  }

  @Override
  public @Nullable ContentionProfile profile(String cache) {
    return newest.get(cache);
  }

  /** Ends the profile that is being taken, and takes no more. */
  @Override
  public void close() {
    ProfileRun last;
    synchronized (this) {
      closed = true;
      last = running;
    }
    if (last != null) {
      last.stop();
    }
  }

  private ContentionProfile begun(String cache, Duration duration, Instant at) {
    return new ContentionProfile(
        cache, State.RUNNING, at, duration, threshold, null, 0, 0, List.of(), List.of(), List.of());
  }

  private static ContentionProfile failed(ContentionProfile begun, Throwable failure) {
    return new ContentionProfile(
        begun.cache(),
        State.FAILED,
        begun.startedAt(),
        begun.duration(),
        begun.threshold(),
        failure.toString(),
        0,
        0,
        List.of(),
        List.of(),
        List.of());
  }
}
