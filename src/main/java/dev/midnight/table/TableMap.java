package dev.midnight.table;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A table seen as an immutable map. Every mutator throws, whether or not it would change anything.
 */
final class TableMap<K, V> extends AbstractMap<K, V> {

  private final Table<K, V> table;

  TableMap(Table<K, V> table) {
    this.table = table;
  }

  @Override
  public int size() {
    return table.size();
  }

  @Override
  public @Nullable V get(@Nullable Object key) {
    return key == null ? null : table.get(key);
  }

  @Override
  public V getOrDefault(@Nullable Object key, V otherwise) {
    V value = get(key);
    return value == null ? otherwise : value;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return key != null && table.containsKey(key);
  }

  @Override
  @SuppressWarnings("unchecked")
  public void forEach(BiConsumer<? super K, ? super V> action) {
    for (Shard shard : table.shards()) {
      for (int i = 0; i < shard.capacity(); i++) {
        Object key = shard.keyAt(i);
        if (key != null) {
          action.accept((K) key, (V) shard.occupiedValueAt(i));
        }
      }
    }
  }

  @Override
  public Set<Entry<K, V>> entrySet() {
    return Collections.unmodifiableSet(new Entries());
  }

  @Override
  public Set<K> keySet() {
    return Collections.unmodifiableSet(super.keySet());
  }

  @Override
  public Collection<V> values() {
    return Collections.unmodifiableCollection(super.values());
  }

  @Override
  public V put(K key, V value) {
    throw refusal();
  }

  @Override
  public V remove(@Nullable Object key) {
    throw refusal();
  }

  @Override
  public void putAll(Map<? extends K, ? extends V> entries) {
    throw refusal();
  }

  @Override
  public void clear() {
    throw refusal();
  }

  @Override
  public void replaceAll(BiFunction<? super K, ? super V, ? extends V> function) {
    throw refusal();
  }

  @Override
  public V putIfAbsent(K key, V value) {
    throw refusal();
  }

  @Override
  public boolean remove(@Nullable Object key, @Nullable Object value) {
    throw refusal();
  }

  @Override
  public boolean replace(K key, V before, V after) {
    throw refusal();
  }

  @Override
  public V replace(K key, V value) {
    throw refusal();
  }

  @Override
  public V computeIfAbsent(K key, Function<? super K, ? extends V> function) {
    throw refusal();
  }

  /** Null where the key is absent, which Commons Collections' suite asks of an immutable map. */
  @Override
  public @Nullable V computeIfPresent(
      K key, BiFunction<? super K, ? super V, ? extends V> function) {
    if (containsKey(key)) {
      throw refusal();
    }
    return null;
  }

  @Override
  public V compute(K key, BiFunction<? super K, ? super @Nullable V, ? extends V> function) {
    throw refusal();
  }

  @Override
  public V merge(K key, V value, BiFunction<? super V, ? super V, ? extends V> function) {
    throw refusal();
  }

  private static UnsupportedOperationException refusal() {
    return new UnsupportedOperationException(
        "This map is a snapshot and never changes. Write through the cache's put, putAll or remove.");
  }

  private final class Entries extends AbstractSet<Entry<K, V>> {

    @Override
    public int size() {
      return table.size();
    }

    @Override
    public boolean contains(@Nullable Object entry) {
      return entry instanceof Entry<?, ?> wanted
          && wanted.getValue() != null
          && wanted.getValue().equals(get(wanted.getKey()));
    }

    @Override
    public Iterator<Entry<K, V>> iterator() {
      return new TableIterator<>(table.shards());
    }
  }
}
