package dev.midnight.races;

import dev.midnight.DuplicatePolicy;
import dev.midnight.OverflowPolicy;
import dev.midnight.ReusePolicy;
import dev.midnight.Snapshot;
import dev.midnight.publish.LoadMark;
import dev.midnight.publish.Publisher;
import dev.midnight.publish.PublisherSettings;
import dev.midnight.spi.CacheEvents;
import dev.midnight.spi.CacheObserver;
import dev.midnight.spi.CacheThreads;
import dev.midnight.table.SameValue;
import dev.midnight.table.TableBuilder;
import dev.midnight.write.WritePath;
import dev.midnight.write.WriteSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The product's publisher and write path without a thread of their own: what its threads would do,
 * the actors of a race do. The keys are the numbers from 0 on; a load or a {@code putAll} gives all
 * of them the same value, so that a mixture can be told by two values in one snapshot.
 */
final class RacedCache {

  /** The keys that a {@code putAll} writes; several shards of the buffer. */
  static final int WRITTEN = 8;

  /** The first key that is written, and the last. */
  static final int FIRST = 0;

  static final int LAST = WRITTEN - 1;

  private static final int LONGEST_WAIT = 2000;
  private static final SameValue SAME = SameValue.of(ReusePolicy.AUTO);
  private static final Clock NIGHT = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
  private static final WriteSettings SETTINGS =
      new WriteSettings("raced", 4, 1024, Duration.ZERO, OverflowPolicy.REJECT, Duration.ZERO);

  /** Threads that do not begin, so that nobody drains but the actors. */
  private static final CacheThreads NONE = (name, task) -> new NeverStarted(name);

  private final Publisher<Integer, Integer> publisher =
      new Publisher<>(
          new PublisherSettings<>("raced", NIGHT, SAME, null, (before, now, diff, load) -> {}));
  private final WritePath<Integer, Integer> writes =
      new WritePath<>(SETTINGS, publisher, NONE, CacheEvents.NONE, new CacheObserver() {});

  /** A cache in which that many keys are loaded with the value 1. */
  static RacedCache loaded(int keys) {
    RacedCache cache = new RacedCache();
    cache.load(keys, 1);
    return cache;
  }

  LoadMark<Integer, Integer> beginLoad() {
    return publisher.beginLoad();
  }

  void load(int keys, int value) {
    publish(beginLoad(), keys, value);
  }

  /** Builds what a load read after that mark, and publishes it. */
  void publish(LoadMark<Integer, Integer> mark, int keys, int value) {
    var builder = new TableBuilder<Integer, Integer>(mark.previous(), SAME, DuplicatePolicy.FAIL);
    for (int key = 0; key < keys; key++) {
      builder.put(key, value);
    }
    var built = builder.build(1, Runnable::run);
    publisher.publish(publisher.prepare(mark, built.table(), built.changes(), Instant.EPOCH));
  }

  /** The callers' futures are of no interest here: they complete on threads of their own. */
  void put(int key, int value) {
    var unused = writes.put(key, value);
  }

  void remove(int key) {
    var unused = writes.remove(key);
  }

  void putAll(int value) {
    Map<Integer, Integer> entries = new HashMap<>();
    for (int key = 0; key < WRITTEN; key++) {
      entries.put(key, value);
    }
    var unused = writes.putAll(entries);
  }

  /** One call for the keys of all arrays, in their order. */
  void putAll(int value, int[]... keys) {
    Map<Integer, Integer> entries = new LinkedHashMap<>();
    for (int[] some : keys) {
      for (int key : some) {
        entries.put(key, value);
      }
    }
    var unused = writes.putAll(entries);
  }

  void drain() {
    publisher.drain();
  }

  @Nullable Snapshot<Integer, Integer> current() {
    return publisher.current();
  }

  Snapshot<Integer, Integer> snapshot() {
    return Objects.requireNonNull(publisher.current());
  }

  /** The snapshot that follows the first, or the first if none comes soon. */
  Snapshot<Integer, Integer> awaitSecond() {
    Snapshot<Integer, Integer> now = snapshot();
    for (int i = 0; i < LONGEST_WAIT && now.version() == 1; i++) {
      now = snapshot();
    }
    return now;
  }

  int version() {
    return (int) snapshot().version();
  }

  /** One read as a user does it, or 0 where the key is absent. */
  int get(int key) {
    return read(snapshot(), key);
  }

  /** How many of so many keys have that value in one snapshot. */
  static int count(Snapshot<Integer, Integer> snapshot, int keys, int value) {
    int found = 0;
    for (int key = 0; key < keys; key++) {
      found += read(snapshot, key) == value ? 1 : 0;
    }
    return found;
  }

  /** How many of the keys have that value. */
  int countIn(int[] keys, int value) {
    Snapshot<Integer, Integer> now = snapshot();
    int found = 0;
    for (int key : keys) {
      found += read(now, key) == value ? 1 : 0;
    }
    return found;
  }

  private static int read(Snapshot<Integer, Integer> snapshot, int key) {
    Integer value = snapshot.get(key);
    return value == null ? 0 : value;
  }

  private static final class NeverStarted extends Thread {

    NeverStarted(String name) {
      super(name);
    }

    @Override
    public void start() {
      // The actors of the race do its work.
    }
  }
}
