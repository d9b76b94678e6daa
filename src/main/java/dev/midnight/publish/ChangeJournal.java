package dev.midnight.publish;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.midnight.spi.KeyStory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which keys the last publishes have changed, and to what. Costs nothing for an entry that does not
 * change, and for writes one reference for each drain: their batch, which exists anyway, is kept.
 *
 * <p>Bounded: {@value #MOST_KEYS} keys of all publishes together, the oldest going first. One that
 * changes more than {@value #MOST_LISTED} by itself is recorded without its keys.
 *
 * <p>Concurrency: told outside the publisher's lock, in any order; asked by anybody.
 */
final class ChangeJournal<K, V> {

  static final int MOST_KEYS = 65_536;
  static final int MOST_LISTED = 10_000;

  @GuardedBy("this")
  private final Deque<Entry<K, V>> oldestFirst = new ArrayDeque<>();

  @GuardedBy("this")
  private long keys;

  /**
   * One publish.
   *
   * @param rows what became of each key, null being a removal; null where they are too many
   */
  private record Entry<K, V>(
      KeyStory.Origin origin, Stamp stamp, @Nullable Map<K, ? extends @Nullable V> rows) {

    int weight() {
      return 1 + (rows == null ? 0 : rows.size());
    }
  }

  void add(Publication<K, V> done) {
    Entry<K, V> entry = new Entry<>(done.origin(), done.next().stamp(), rows(done));
    synchronized (this) {
      insert(entry);
      keys += entry.weight();
      while (keys > MOST_KEYS) {
        keys -= oldestFirst.removeFirst().weight();
      }
    }
  }

  /** Almost always at the end: publishes are told of at about the same time. */
  @GuardedBy("this")
  private void insert(Entry<K, V> entry) {
    Deque<Entry<K, V>> newer = new ArrayDeque<>();
    while (!oldestFirst.isEmpty()
        && oldestFirst.getLast().stamp().version() > entry.stamp().version()) {
      newer.addFirst(oldestFirst.removeLast());
    }
    oldestFirst.addLast(entry);
    oldestFirst.addAll(newer);
  }

  private static <K, V> @Nullable Map<K, ? extends @Nullable V> rows(Publication<K, V> done) {
    if (done.diff() instanceof WrittenDiff<K, V> written) {
      return written.rows().size() > MOST_LISTED ? null : written.rows();
    }
    if (done.diff().counts().total() > MOST_LISTED) {
      return null;
    }
    Map<K, @Nullable V> rows = new HashMap<>();
    done.diff().forEach((key, before, after) -> rows.put(key, after));
    return rows;
  }

  /** The publishes that changed the key, or may have, newest first. */
  List<KeyStory.Change> of(K key) {
    List<Entry<K, V>> entries;
    synchronized (this) {
      entries = List.copyOf(oldestFirst);
    }
    List<KeyStory.Change> changes = new ArrayList<>();
    for (int i = entries.size() - 1; i >= 0; i--) {
      Entry<K, V> entry = entries.get(i);
      if (entry.rows() == null || entry.rows().containsKey(key)) {
        changes.add(change(entry, key));
      }
    }
    return changes;
  }

  private static <K, V> KeyStory.Change change(Entry<K, V> entry, K key) {
    Stamp stamp = entry.stamp();
    @Nullable V value = entry.rows() == null ? null : entry.rows().get(key);
    return new KeyStory.Change(
        entry.origin(),
        stamp.version(),
        stamp.generation(),
        stamp.publishedAt(),
        entry.rows() != null,
        value != null,
        value);
  }
}
