package dev.midnight.test;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** One reader: looks at a whole view, then at single keys, and counts what is wrong. One thread. */
final class Reader<K, V> implements Runnable {

  private final Supplier<? extends Map<K, V>> view;
  private final Function<? super K, ? extends @Nullable V> get;
  private final ToLongFunction<? super V> generation;
  private final List<K> keys;
  private final SightingCounts counts;
  private long newest = Long.MIN_VALUE;

  Reader(
      Supplier<? extends Map<K, V>> view,
      Function<? super K, ? extends @Nullable V> get,
      ToLongFunction<? super V> generation,
      List<K> keys,
      SightingCounts counts) {
    this.view = view;
    this.get = get;
    this.generation = generation;
    this.keys = keys;
    this.counts = counts;
  }

  /** One pass. */
  @Override
  public void run() {
    try {
      lookAtWhole(view.get());
      keys.forEach(this::lookAtOne);
    } catch (RuntimeException | Error e) {
      counts.failure(e);
    }
    counts.pass();
  }

  private void lookAtWhole(Map<K, V> whole) {
    Long first = null;
    boolean mixed = false;
    for (K key : keys) {
      V value = whole.get(key);
      counts.read();
      if (value == null) {
        counts.hole(key);
        continue;
      }
      long found = generation.applyAsLong(value);
      if (first == null) {
        first = found;
      } else if (first != found && !mixed) {
        mixed = true;
        counts.mixture(first, found, key);
      }
    }
    if (first != null && !mixed) {
      inOrder(first, keys.get(0));
    }
  }

  private void lookAtOne(K key) {
    V value = get.apply(key);
    counts.read();
    if (value == null) {
      counts.hole(key);
    } else {
      inOrder(generation.applyAsLong(value), key);
    }
  }

  private void inOrder(long found, K key) {
    if (found < newest) {
      counts.stepBack(newest, found, key);
    }
    newest = Math.max(newest, found);
  }
}
