package dev.midnight.write;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What a cut took from one shard; null values are removals. Never changes. */
final class CutEntries<K, V> extends AbstractMap<K, @Nullable V> {

  private final @Nullable Object[] keys;
  private final @Nullable Object[] values;
  private final int shift;
  private final Map<K, @Nullable V> crowded;
  private final int size;

  CutEntries(
      @Nullable Object[] keys,
      @Nullable Object[] values,
      int shift,
      Map<K, @Nullable V> crowded,
      int size) {
    this.keys = keys;
    this.values = values;
    this.shift = shift;
    this.crowded = crowded;
    this.size = size;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return key != null && (OpenWrites.find(keys, shift, key) >= 0 || crowded.containsKey(key));
  }

  @Override
  public @Nullable V get(@Nullable Object key) {
    if (key == null) {
      return null;
    }
    int place = OpenWrites.find(keys, shift, key);
    return place >= 0 ? value(place) : crowded.get(key);
  }

  @Override
  public void forEach(BiConsumer<? super K, ? super @Nullable V> action) {
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != null) {
        action.accept(key(i), value(i));
      }
    }
    crowded.forEach(action);
  }

  @Override
  public Set<Map.Entry<K, @Nullable V>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Map.Entry<K, @Nullable V>> iterator() {
        return new Walk();
      }

      @Override
      public int size() {
        return size;
      }
    };
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // asked for occupied places only
  private K key(int place) {
    return (K) keys[place];
  }

  @SuppressWarnings("unchecked")
  private @Nullable V value(int place) {
    return (V) values[place];
  }

  /** Goes through the table, then through the keys that found no place in it. */
  private final class Walk implements Iterator<Map.Entry<K, @Nullable V>> {

    private final Iterator<Map.Entry<K, @Nullable V>> rest = crowded.entrySet().iterator();
    private int place = occupied(0);

    @Override
    public boolean hasNext() {
      return place < keys.length || rest.hasNext();
    }

    @Override
    public Map.Entry<K, @Nullable V> next() {
      if (!hasNext()) {
        throw new NoSuchElementException("a shard's cut has no more entries");
      }
      if (place == keys.length) {
        return rest.next();
      }
      Map.Entry<K, @Nullable V> entry = new SimpleImmutableEntry<>(key(place), value(place));
      place = occupied(place + 1);
      return entry;
    }

    private int occupied(int from) {
      int next = from;
      while (next < keys.length && keys[next] == null) {
        next++;
      }
      return next;
    }
  }
}
