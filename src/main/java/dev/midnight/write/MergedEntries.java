package dev.midnight.write;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The parts of a batch as one map, without copying them: no key is in two parts. Read only. */
final class MergedEntries<K, V> extends AbstractMap<K, @Nullable V> {

  private final @Nullable CutEntries<K, V>[] parts;
  private final int size;

  MergedEntries(@Nullable CutEntries<K, V>[] parts, int size) {
    this.parts = parts;
    this.size = size;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    CutEntries<K, V> part = part(key);
    return part != null && part.containsKey(key);
  }

  @Override
  public @Nullable V get(@Nullable Object key) {
    CutEntries<K, V> part = part(key);
    return part == null ? null : part.get(key);
  }

  @Override
  public void forEach(BiConsumer<? super K, ? super @Nullable V> action) {
    for (CutEntries<K, V> part : parts) {
      if (part != null) {
        part.forEach(action);
      }
    }
  }

  @Override
  public Set<Map.Entry<K, @Nullable V>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Map.Entry<K, @Nullable V>> iterator() {
        return new Walk<>(parts);
      }

      @Override
      public int size() {
        return size;
      }
    };
  }

  private @Nullable CutEntries<K, V> part(@Nullable Object key) {
    return key == null ? null : parts[ShardIndex.of(key, parts.length)];
  }

  /** Goes through the parts one after the other. */
  private static final class Walk<K, V> implements Iterator<Map.Entry<K, @Nullable V>> {

    private final @Nullable CutEntries<K, V>[] parts;
    private int next;
    private Iterator<Map.Entry<K, @Nullable V>> part = Collections.emptyIterator();

    Walk(@Nullable CutEntries<K, V>[] parts) {
      this.parts = parts;
    }

    @Override
    public boolean hasNext() {
      while (!part.hasNext() && next < parts.length) {
        CutEntries<K, V> candidate = parts[next++];
        if (candidate != null) {
          part = candidate.entrySet().iterator();
        }
      }
      return part.hasNext();
    }

    @Override
    public Map.Entry<K, @Nullable V> next() {
      if (!hasNext()) {
        throw new NoSuchElementException("a batch of writes has no more entries");
      }
      return part.next();
    }
  }
}
