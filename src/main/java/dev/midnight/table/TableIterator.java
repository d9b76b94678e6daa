package dev.midnight.table;

import java.util.Iterator;
import java.util.Map.Entry;
import java.util.NoSuchElementException;

/** A walk over the entries of the shards. Each entry is made when it is asked for. */
final class TableIterator<K, V> implements Iterator<Entry<K, V>> {

  private final Shard[] shards;
  private Shard shard;
  private int nextShard = 1;
  private int index;

  TableIterator(Shard[] shards) {
    this.shards = shards;
    this.shard = shards[0];
  }

  @Override
  public boolean hasNext() {
    while (true) {
      while (index < shard.capacity()) {
        if (shard.valueAt(index) != null) {
          return true;
        }
        index++;
      }
      if (nextShard == shards.length) {
        return false;
      }
      shard = shards[nextShard++];
      index = 0;
    }
  }

  @Override
  @SuppressWarnings("unchecked")
  public Entry<K, V> next() {
    if (!hasNext()) {
      throw new NoSuchElementException("The snapshot has no further entry.");
    }
    K key = (K) shard.keyAt(index);
    V value = (V) shard.occupiedValueAt(index++);
    return java.util.Map.entry(key, value);
  }
}
