package dev.midnight.write;

import java.util.Arrays;
import java.util.List;

/** The write of many keys that become visible at once: it holds all their shards to be accepted. */
final class WriteOfMany<K, V> implements WriteRequest<K, V> {

  private final List<Entry<K, V>> entries;
  private final int[] shards;
  private boolean first;

  WriteOfMany(List<Entry<K, V>> entries) {
    this.entries = entries;
    this.shards = entries.stream().mapToInt(Entry::shard).sorted().distinct().toArray();
  }

  @Override
  public int size() {
    return entries.size();
  }

  @Override
  public long lock(WriteBuffer<K, V> buffer) {
    long waited = 0;
    for (int shard : shards) {
      waited += buffer.shard(shard).lock().lock();
    }
    return waited;
  }

  @Override
  public void unlock(WriteBuffer<K, V> buffer) {
    for (int shard : shards) {
      buffer.shard(shard).lock().unlock();
    }
  }

  @Override
  public int tryAccept(WriteBuffer<K, V> buffer, Room room, int reserved, PendingWrite future) {
    if (buffer.shard(shards[0]).isClosed()) {
      return CLOSED;
    }
    if (buffer.futures().crowded()) {
      return CROWDED;
    }
    int needed = 0;
    for (Entry<K, V> entry : entries) {
      needed += buffer.shard(entry.shard()).holds(entry.key()) ? 0 : 1;
    }
    if (!room.tryTake(needed - reserved)) {
      return needed;
    }
    room.giveBack(reserved - needed);
    first = Arrays.stream(shards).anyMatch(shard -> buffer.shard(shard).isEmpty());
    acceptAll(buffer);
    buffer.futures().add(future);
    return ACCEPTED;
  }

  /** Grows, which may fail; shuts out those who merge; stores. */
  private void acceptAll(WriteBuffer<K, V> buffer) {
    PendingFutures futures = buffer.futures();
    for (Entry<K, V> entry : entries) {
      WriteShard<K, V> shard = buffer.shard(entry.shard());
      if (!shard.holds(entry.key())) {
        shard.expect(futures);
      }
    }
    entries.forEach(entry -> buffer.shard(entry.shard()).hold(entry.key()));
    entries.forEach(
        entry -> buffer.shard(entry.shard()).accept(entry.key(), entry.value(), futures));
  }

  @Override
  public boolean first() {
    return first;
  }

  /** One entry and the shard of its key. */
  record Entry<K, V>(int shard, K key, V value) {}
}
