package dev.midnight.refresh;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.midnight.publish.LoadMark;
import dev.midnight.publish.Published;
import dev.midnight.publish.Publisher;
import dev.midnight.spi.DriftFinding;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the entries that deltas have missed. A load of the whole source changes some entries: those
 * that changed since the last delta, of which the next one will tell, and those that no delta ever
 * told of, which are the drift. So the keys that a load has changed are kept until the next delta,
 * which is asked for everything since the delta before the load.
 *
 * <p>Thread-safe. Of a load that changes more than {@value #MOST_KEYS} entries only so many are
 * looked at, so that memory stays bounded. A new value object of a class without an {@code equals}
 * of its own is not counted: whether it differs cannot be known.
 */
public final class DriftCheck<K, V> {

  static final int MOST_KEYS = 100_000;

  private static final ClassValue<Boolean> COMPARABLE =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          try {
            return type.getMethod("equals", Object.class).getDeclaringClass() != Object.class;
          } catch (NoSuchMethodException e) {
            return false;
          }
        }
      };

  @GuardedBy("this")
  private @Nullable Pending<K> pending;

  @GuardedBy("this")
  private long total;

  @GuardedBy("this")
  private @Nullable DriftFinding last;

  /** The keys that a load has changed, and from where a delta explains them. */
  private record Pending<K>(long generation, String since, Set<K> keys) {}

  /** Makes a check that has found nothing yet. */
  public DriftCheck() {}

  /** A load of the whole source was published. */
  public void replaced(LoadMark<K, V> mark, Published<K, V> published) {
    String since = Publisher.watermark(published.previous());
    Set<K> keys = new HashSet<>();
    if (since != null) {
      published
          .diff()
          .forEach(
              (key, before, after) -> {
                if (keys.size() < MOST_KEYS && differ(before, after) && !mark.overlaid(key)) {
                  keys.add(key);
                }
              });
    }
    synchronized (this) {
      pending = since == null ? null : new Pending<>(published.current().generation(), since, keys);
    }
  }

  private static boolean differ(@Nullable Object before, @Nullable Object after) {
    if (before == null || after == null) {
      return before != after;
    }
    return COMPARABLE.get(after.getClass()) && !before.equals(after);
  }

  /** The watermark that the next delta on that generation is to start from, or null for its own. */
  synchronized @Nullable String since(long generation) {
    Pending<K> waiting = pending;
    return (waiting == null || waiting.generation() != generation) ? null : waiting.since();
  }

  /**
   * A delta from that watermark failed: the source may not know changes since then any more. The
   * next one starts from its own, and what this load has corrected stays unknown.
   */
  synchronized void giveUp(@Nullable String from) {
    if (pending != null && pending.since().equals(from)) {
      pending = null;
    }
  }

  /**
   * A delta on that generation was published. One that began before {@link #replaced} was told has
   * started from elsewhere and explains nothing.
   *
   * @return how many entries it did not explain, or null if nothing waited for it
   */
  @Nullable Long explained(long generation, String from, Set<K> told, Instant now) {
    Pending<K> waiting;
    synchronized (this) {
      waiting = pending;
      if (waiting == null || waiting.generation() != generation || !waiting.since().equals(from)) {
        return null;
      }
      pending = null;
    }
    long drift = waiting.keys().stream().filter(key -> !told.contains(key)).count();
    synchronized (this) {
      total += drift;
      last = new DriftFinding(generation, now, drift);
    }
    return drift;
  }

  /** Entries found so far. */
  public synchronized long total() {
    return total;
  }

  /** The newest finding, or null before any. */
  public synchronized @Nullable DriftFinding last() {
    return last;
  }
}
