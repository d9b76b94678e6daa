package dev.midnight.write;

import dev.midnight.publish.PendingWrites;
import dev.midnight.spi.ContentionStatus;
import dev.midnight.spi.WaitStatus;
import dev.midnight.spi.Waiting;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The accepted writes that no drain has taken yet, in shards by key.
 *
 * <p>Concurrency: a write is accepted under the lock of its key's shard, a {@code putAll} under
 * those of all its keys, taken in the order of their numbers. A cut holds all of them at once, in
 * the same order: so it takes each accepted write whole, and what is accepted after it falls into
 * the next. No other lock is taken inside. A repeated write of one key that is in the buffer is
 * merged without the lock, until the cut holds the key's cell: it is in the cut then, or its writer
 * waits for the cut's end. So whatever one thread wrote, or read of another's, is not cut apart.
 */
final class WriteBuffer<K, V> implements PendingWrites<K, V> {

  private final WriteShard<K, V>[] shards;
  private final PendingBatch.BatchEnd<K, V> end;
  private final Runnable drainLater;

  /** The writes that were merged without a lock. */
  private final LongAdder mergedFreely = new LongAdder();

  /** Of these, the ones that cuts have counted. Written and read with all locks held. */
  private long mergedBeforeCut;

  private final Crowd crowd;

  /** The callers to be told of the next cut. Written with all locks held. */
  private volatile PendingFutures futures;

  WriteBuffer(int shards, PendingBatch.BatchEnd<K, V> end, Runnable drainLater, Runnable drainNow) {
    this.shards = newShards(shards);
    this.end = end;
    this.drainLater = drainLater;
    this.crowd = new Crowd(Crowd.QUEUE, drainNow);
    this.futures = new PendingFutures(crowd);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static <K, V> WriteShard<K, V>[] newShards(int count) {
    WriteShard<K, V>[] shards = new WriteShard[count];
    Arrays.setAll(shards, i -> new WriteShard<>());
    return shards;
  }

  @Override
  public PendingBatch<K, V> cut() {
    PendingFutures nextFutures = new PendingFutures(crowd);
    return holdingAll(() -> cutNow(nextFutures));
  }

  private PendingBatch<K, V> cutNow(PendingFutures nextFutures) {
    BatchBuilder<K, V> batch = new BatchBuilder<>(shards.length);
    for (int i = 0; i < shards.length; i++) {
      shards[i].cutInto(batch, i);
    }
    PendingFutures waiting = futures;
    if (!batch.isEmpty()) {
      futures = nextFutures;
      long merged = mergedFreely.sum();
      batch.addMerged(merged - mergedBeforeCut);
      mergedBeforeCut = merged;
    }
    return new PendingBatch<>(batch, waiting, end);
  }

  /** The caller's future, if its write was merged into one that waits here; null if it must ask. */
  @Nullable PendingWrite merge(K key, @Nullable V value) {
    OpenWrites<K, V> open = shards[shardOf(key)].mergeable();
    int place = open == null ? -1 : open.find(key);
    if (open == null || place < 0 || open.futures().crowded()) {
      return null;
    }
    PendingWrite future = new PendingWrite();
    if (!open.replace(place, value)) {
      return null;
    }
    mergedFreely.increment();
    open.futures().add(future);
    return future;
  }

  /** The callers to be told of the next cut; under a shard's lock they are those of its writes. */
  PendingFutures futures() {
    return futures;
  }

  @Override
  public void drainLater() {
    drainLater.run();
  }

  int shardOf(Object key) {
    return ShardIndex.of(key, shards.length);
  }

  WriteShard<K, V> shard(int index) {
    return shards[index];
  }

  /** Refuses all later writes; those accepted before stay. */
  void close() {
    holdingAll(
        () -> {
          for (WriteShard<K, V> shard : shards) {
            shard.close();
          }
          return shards;
        });
  }

  long accepted() {
    return sum(WriteShard::accepted) + mergedFreely.sum();
  }

  long merged() {
    return sum(WriteShard::merged) + mergedFreely.sum();
  }

  ContentionStatus contention() {
    long free = sum(shard -> shard.lock().free());
    long contended = sum(shard -> shard.lock().contended());
    long waited = sum(shard -> shard.lock().waited());
    long longest =
        Arrays.stream(shards)
            .mapToLong(shard -> read(shard, s -> s.lock().longest()))
            .max()
            .orElse(0);
    WaitStatus locks =
        new WaitStatus(contended, Duration.ofNanos(waited), Duration.ofNanos(longest));
    return new ContentionStatus(
        free, contended, locks.total(), imbalance(), Map.of(Waiting.SHARD_LOCK, locks));
  }

  /** By acquisitions of the locks: what is merged without one, nobody waits for. */
  private double imbalance() {
    long sum = 0;
    long most = 0;
    for (WriteShard<K, V> shard : shards) {
      long acquired = read(shard, counted -> counted.lock().free() + counted.lock().contended());
      sum += acquired;
      most = Math.max(most, acquired);
    }
    return sum == 0 ? 0 : (double) most * shards.length / sum;
  }

  private long sum(ToLongFunction<WriteShard<K, V>> counter) {
    return Arrays.stream(shards).mapToLong(shard -> read(shard, counter)).sum();
  }

  private long read(WriteShard<K, V> shard, ToLongFunction<WriteShard<K, V>> counter) {
    shard.lock().lockQuietly();
    try {
      return counter.applyAsLong(shard);
    } finally {
      shard.lock().unlock();
    }
  }

  private <T> T holdingAll(Supplier<T> action) {
    int held = 0;
    try {
      for (; held < shards.length; held++) {
        shards[held].lock().lockQuietly();
      }
      return action.get();
    } finally {
      while (--held >= 0) {
        shards[held].lock().unlock();
      }
    }
  }
}
