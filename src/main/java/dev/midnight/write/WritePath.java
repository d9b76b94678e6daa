package dev.midnight.write;

import dev.midnight.publish.Publisher;
import dev.midnight.spi.CacheEvents;
import dev.midnight.spi.CacheObserver;
import dev.midnight.spi.CacheThreads;
import dev.midnight.spi.ContentionStatus;
import dev.midnight.spi.ObservedDrain;
import dev.midnight.spi.Waiting;
import dev.midnight.spi.WriteStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The way of an online write from its caller to the publisher. Thread-safe.
 *
 * <p>Concurrency: callers lock shards only; the publisher's lock is taken by the drainer, and by
 * whoever closes. Futures complete on threads that nothing else needs, see {@link Callbacks}. For
 * the protocol between writes and loads see {@link Publisher}.
 */
public final class WritePath<K, V> {

  private static final long RETRY_NANOS = Duration.ofMillis(2).toNanos();

  private final WriteSettings settings;
  private final Publisher<K, V> publisher;
  private final Room room;
  private final Rejections rejections;
  private final Notices notices;
  private final Settlement<K, V> settlement;
  private final WriteBuffer<K, V> buffer;
  private final WriteDrainer drainer;
  private final CacheObserver observer;
  private final Admission<K, V> admission;
  private final LongAdder drains = new LongAdder();

  /** The most places that a drain found taken. */
  private final LongAccumulator fullest = new LongAccumulator(Math::max, 0);

  /** Attaches itself to the publisher; starts no thread before the first write. */
  public WritePath(
      WriteSettings settings,
      Publisher<K, V> publisher,
      CacheThreads threads,
      CacheEvents events,
      CacheObserver observer) {
    String cache = settings.cache();
    this.settings = settings;
    this.publisher = publisher;
    this.observer = observer;
    this.room = new Room(settings.capacity());
    this.rejections = new Rejections(cache, room);
    this.notices = new Notices(cache, events);
    Callbacks callbacks = new Callbacks(cache, threads);
    this.settlement = new Settlement<>(room, callbacks, rejections, notices);
    this.drainer = new WriteDrainer(settings, threads, this::drain, callbacks);
    this.buffer = new WriteBuffer<>(settings.shards(), settlement, drainer::signal, drainer::hurry);
    this.admission = new Admission<>(settings, buffer, room, drainer, rejections, notices);
    publisher.attach(buffer);
  }

  /**
   * Accepts the value of one key, or says why not.
   *
   * @return the caller's own future
   * @throws NullPointerException for a null key or value
   */
  public CompletableFuture<Void> put(K key, V value) {
    requireKey(key);
    requireValue(value);
    return admission.accept(key, value);
  }

  /** Accepts the removal of one key; see {@link #put}. */
  public CompletableFuture<Void> remove(K key) {
    requireKey(key);
    return admission.accept(key, null);
  }

  /** Accepts all entries, to become visible at once, or none; see {@link #put}. */
  public CompletableFuture<Void> putAll(Map<? extends K, ? extends V> entries) {
    List<WriteOfMany.Entry<K, V>> copy = new ArrayList<>(entries.size());
    entries.forEach(
        (key, value) -> {
          requireKey(key);
          requireValue(value);
          copy.add(new WriteOfMany.Entry<>(buffer.shardOf(key), key, value));
        });
    if (copy.size() > room.capacity()) {
      return rejections.tooLarge(copy.size());
    }
    return copy.isEmpty()
        ? CompletableFuture.completedFuture(null)
        : admission.accept(new WriteOfMany<>(copy));
  }

  /** The counts since the start. */
  public WriteStatus status() {
    return new WriteStatus(
        buffer.accepted(),
        buffer.merged(),
        rejections.count(),
        room.taken(),
        room.capacity(),
        drains.sum());
  }

  /** What its settings came to since the start. */
  public WriteEffort effort() {
    return new WriteEffort(
        settings.shards(),
        settings.drainInterval(),
        fullest.intValue(),
        drainer.used(),
        publisher.copiedByDrains());
  }

  /** How much writers waited for each other since the start. */
  public ContentionStatus contention() {
    return buffer.contention().with(Waiting.ROOM, notices.room());
  }

  /**
   * Refuses new writes and drains those that were accepted. What cannot be made visible in time
   * fails, and so does everything where nothing is loaded yet. Later calls do nothing more.
   *
   * @return the number of futures that failed
   */
  public int close(Duration timeout) {
    buffer.close();
    room.letThrough();
    drainUntil(System.nanoTime() + timeout.toNanos());
    publisher.abandon();
    drainer.stop();
    return settlement.abandoned();
  }

  /** The drainer reports what fails here, so that only the end of the time counts. */
  private void drainUntil(long deadline) {
    while (publisher.current() != null && !drained() && deadline - System.nanoTime() > 0) {
      LockSupport.parkNanos(this, RETRY_NANOS);
    }
  }

  private boolean drained() {
    try {
      publisher.drain();
      return true;
    } catch (RuntimeException failure) {
      drainer.signal();
      return false;
    }
  }

  private void drain() {
    fullest.accumulate(room.taken());
    long before = settlement.visible();
    long start = System.nanoTime();
    ObservedDrain observed = observer.drain(settings.cache());
    int writes = 0;
    try {
      if (publisher.drain()) {
        drains.increment();
        writes = (int) (settlement.visible() - before);
        notices.drained(writes, System.nanoTime() - start);
      }
    } finally {
      observed.end(writes);
    }
  }

  private void requireKey(@Nullable Object key) {
    if (key == null) {
      throw new NullPointerException(nullOf("key"));
    }
  }

  private void requireValue(@Nullable Object value) {
    if (value == null) {
      throw new NullPointerException(nullOf("value"));
    }
  }

  private String nullOf(String what) {
    return "Cache '%s': write refused, its %s is null, which no snapshot holds. Nothing is written. Use remove(key) to take an entry away."
        .formatted(settings.cache(), what);
  }
}
