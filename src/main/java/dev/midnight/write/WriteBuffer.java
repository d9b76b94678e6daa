package dev.midnight.write;

import dev.midnight.publish.PendingWrites;
import dev.midnight.spi.ContentionStatus;
import dev.midnight.spi.WaitStatus;
import dev.midnight.spi.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * The accepted writes that no drain has taken yet, in shards by key.
 *
 * <p>Concurrency: a write is accepted under the lock of its key's shard, a {@code putAll} under
 * those of all its keys, taken in the order of their numbers. A cut holds all of them at once, in
 * the same order: so it takes each accepted write whole, and what is accepted after it falls into
 * the next. No other lock is taken inside.
 */
final class WriteBuffer<K, V> implements PendingWrites<K, V> {

  private final List<WriteShard<K, V>> shards;
  private final PendingBatch.BatchEnd<K, V> end;
  private final Runnable drainLater;

  WriteBuffer(int shards, PendingBatch.BatchEnd<K, V> end, Runnable drainLater) {
    this.shards = Stream.generate(WriteShard<K, V>::new).limit(shards).toList();
    this.end = end;
    this.drainLater = drainLater;
  }

  @Override
  public PendingBatch<K, V> cut() {
    BatchBuilder<K, V> batch = new BatchBuilder<>(shards.size());
    holdingAll(
        () -> {
          for (int i = 0; i < shards.size(); i++) {
            shards.get(i).cutInto(batch, i);
          }
        });
    return new PendingBatch<>(batch, end);
  }

  @Override
  public void drainLater() {
    drainLater.run();
  }

  int shardOf(Object key) {
    return ShardIndex.of(key, shards.size());
  }

  WriteShard<K, V> shard(int index) {
    return shards.get(index);
  }

  /** Refuses all later writes; those accepted before stay. */
  void close() {
    holdingAll(() -> shards.forEach(WriteShard::close));
  }

  long accepted() {
    return sum(WriteShard::accepted);
  }

  long merged() {
    return sum(WriteShard::merged);
  }

  ContentionStatus contention() {
    long free = sum(shard -> shard.lock().free());
    long contended = sum(shard -> shard.lock().contended());
    long waited = sum(shard -> shard.lock().waited());
    long longest =
        shards.stream().mapToLong(shard -> read(shard, s -> s.lock().longest())).max().orElse(0);
    WaitStatus locks =
        new WaitStatus(contended, Duration.ofNanos(waited), Duration.ofNanos(longest));
    return new ContentionStatus(
        free, contended, locks.total(), imbalance(), Map.of(Waiting.SHARD_LOCK, locks));
  }

  private double imbalance() {
    List<Long> writes = new ArrayList<>();
    shards.forEach(shard -> writes.add(read(shard, WriteShard::accepted)));
    long sum = writes.stream().mapToLong(Long::longValue).sum();
    long most = writes.stream().mapToLong(Long::longValue).max().orElse(0);
    return sum == 0 ? 0 : (double) most * shards.size() / sum;
  }

  private long sum(ToLongFunction<WriteShard<K, V>> counter) {
    return shards.stream().mapToLong(shard -> read(shard, counter)).sum();
  }

  private long read(WriteShard<K, V> shard, ToLongFunction<WriteShard<K, V>> counter) {
    shard.lock().lockQuietly();
    try {
      return counter.applyAsLong(shard);
    } finally {
      shard.lock().unlock();
    }
  }

  private void holdingAll(Runnable action) {
    int held = 0;
    try {
      for (; held < shards.size(); held++) {
        shards.get(held).lock().lockQuietly();
      }
      action.run();
    } finally {
      while (--held >= 0) {
        shards.get(held).lock().unlock();
      }
    }
  }
}
