package dev.midnight.write;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The parts of a batch as one map, without copying them: no key is in two parts. Read only. */
final class MergedEntries<K, V> extends AbstractMap<K, @Nullable V> {

  private final @Nullable Map<K, @Nullable V>[] parts;
  private final int size;

  MergedEntries(@Nullable Map<K, @Nullable V>[] parts, int size) {
    this.parts = parts;
    this.size = size;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    Map<K, @Nullable V> part = part(key);
    return part != null && part.containsKey(key);
  }

  @Override
  public @Nullable V get(@Nullable Object key) {
    Map<K, @Nullable V> part = part(key);
    return part == null ? null : part.get(key);
  }

  @Override
  public void forEach(BiConsumer<? super K, ? super @Nullable V> action) {
    for (Map<K, @Nullable V> part : parts) {
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
        return Arrays.stream(parts)
            .filter(Objects::nonNull)
            .flatMap(part -> part.entrySet().stream())
            .iterator();
      }

      @Override
      public int size() {
        return size;
      }
    };
  }

  private @Nullable Map<K, @Nullable V> part(@Nullable Object key) {
    return key == null ? null : parts[ShardIndex.of(key, parts.length)];
  }
}
