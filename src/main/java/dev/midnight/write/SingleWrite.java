package dev.midnight.write;

import org.jspecify.annotations.Nullable;

/** The write of one key; a null value removes it. */
final class SingleWrite<K, V> implements WriteRequest<K, V> {

  private final K key;
  private final @Nullable V value;
  private final int index;
  private boolean first;

  SingleWrite(WriteBuffer<K, V> buffer, K key, @Nullable V value) {
    this.key = key;
    this.value = value;
    this.index = buffer.shardOf(key);
  }

  @Override
  public int size() {
    return 1;
  }

  @Override
  public long lock(WriteBuffer<K, V> buffer) {
    return buffer.shard(index).lock().lock();
  }

  @Override
  public void unlock(WriteBuffer<K, V> buffer) {
    buffer.shard(index).lock().unlock();
  }

  @Override
  public int tryAccept(WriteBuffer<K, V> buffer, Room room, int reserved, PendingWrite future) {
    WriteShard<K, V> shard = buffer.shard(index);
    if (shard.isClosed()) {
      return CLOSED;
    }
    if (buffer.futures().crowded()) {
      return CROWDED;
    }
    int needed = shard.holds(key) ? 0 : 1;
    if (!room.tryTake(needed - reserved)) {
      return needed;
    }
    room.giveBack(reserved - needed);
    first = shard.isEmpty();
    shard.accept(key, value, buffer.futures());
    buffer.futures().add(future);
    return ACCEPTED;
  }

  @Override
  public boolean first() {
    return first;
  }
}
