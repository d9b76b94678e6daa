package dev.midnight.test;

import dev.midnight.SnapshotCache;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What is to be watched by readers that look for a mixture of two generations while a test
 * publishes new ones. Each value carries its generation, which the test writes into it. Not
 * thread-safe; the {@link ReaderProbe} that it starts is.
 *
 * <pre>{@code
 * record Price(long generation, int cents) {}
 *
 * prices.publish(generation(1));
 * try (ReaderProbe readers = MixtureDetector.of(prices.cache(), Price::generation).start()) {
 *   for (int n = 2; n < 50; n++) {
 *     prices.publish(generation(n));
 *   }
 *   readers.awaitPasses(10);
 *   readers.assertNoMixture();
 * }
 * }</pre>
 *
 * @param <K> the keys
 * @param <V> the values
 */
public final class MixtureDetector<K, V> {

  private static final int READERS = 4;

  private final Supplier<? extends Map<K, V>> view;
  private final Function<? super K, ? extends @Nullable V> get;
  private final ToLongFunction<? super V> generation;
  private @Nullable List<K> keys;
  private int readers = READERS;

  private MixtureDetector(
      Supplier<? extends Map<K, V>> view,
      Function<? super K, ? extends @Nullable V> get,
      ToLongFunction<? super V> generation) {
    this.view = view;
    this.get = get;
    this.generation = generation;
  }

  /** Watches a cache through {@code snapshot()} and {@code get()}. */
  public static <K, V> MixtureDetector<K, V> of(
      SnapshotCache<K, V> cache, ToLongFunction<? super V> generation) {
    return new MixtureDetector<>(() -> cache.snapshot().asMap(), cache::get, generation);
  }

  /**
   * Watches whatever gives a view of the whole data set and single values: the members of a group,
   * or the map that is to be replaced by a cache.
   *
   * @param view asked once for each pass; what it returns must hold one generation
   * @param get a read of one key, which must never give an older generation than before
   */
  public static <K, V> MixtureDetector<K, V> of(
      Supplier<? extends Map<K, V>> view,
      Function<? super K, ? extends @Nullable V> get,
      ToLongFunction<? super V> generation) {
    return new MixtureDetector<>(view, get, generation);
  }

  /** The keys that must always be there; those of the view at the start by default. */
  public MixtureDetector<K, V> keys(Collection<? extends K> expected) {
    keys = List.copyOf(expected);
    return this;
  }

  /**
   * The number of threads that read, 4 by default.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public MixtureDetector<K, V> readers(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException(
          "%d readers see nothing, so no mixture could be found. Take at least 1."
              .formatted(threads));
    }
    readers = threads;
    return this;
  }

  /**
   * Starts the readers.
   *
   * @throws IllegalStateException if there is no key to read
   */
  public ReaderProbe start() {
    List<K> expected = keys == null ? List.copyOf(view.get().keySet()) : keys;
    if (expected.isEmpty()) {
      throw new IllegalStateException(
          "There is no key to read, so no mixture could be found. Publish a first generation before the start, or name keys().");
    }
    SightingCounts counts = new SightingCounts();
    return ReaderProbe.start(
        readers, counts, () -> new Reader<>(view, get, generation, expected, counts));
  }
}
