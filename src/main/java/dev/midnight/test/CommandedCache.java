package dev.midnight.test;

import dev.midnight.Outcome;
import dev.midnight.RefreshResult;
import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotLoader;
import dev.midnight.engine.SnapshotCacheBuilder;
import dev.midnight.spi.DeltaReport;
import dev.midnight.spi.ManagedCache;
import dev.midnight.spi.ManagedDeltas;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A real cache over a source that the test fills, refreshed when the test says so. Thread-safe.
 *
 * <pre>{@code
 * try (CommandedCache<String, Integer> stock = CommandedCache.of("stock")) {
 *   stock.publish(Map.of("apple", 1));
 *   Shop shop = new Shop(stock.cache());
 *
 *   stock.loads(FailingLoaders.throwing(new IOException("no route to host")));
 *   assert stock.refreshNow().outcome() == Outcome.FAILED;
 *   assert shop.has("apple");
 * }
 * }</pre>
 */
public final class CommandedCache<K, V> implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final SnapshotCache<K, V> cache;
  private final SettableClock clock;
  private volatile SnapshotLoader<K, V> source = FailingLoaders.empty();

  private CommandedCache(
      String name, SettableClock clock, Consumer<SnapshotCacheBuilder<K, V>> settings) {
    this.clock = clock;
    SnapshotLoader<K, V> loader = (out, context) -> source.load(out, context);
    SnapshotCacheBuilder<K, V> builder =
        SnapshotCacheBuilder.of(name, loader).clock(clock).maxShrink(1);
    settings.accept(builder);
    this.cache = builder.build();
  }

  /** A cache with the defaults, except that any share of its entries may go away at once. */
  public static <K, V> CommandedCache<K, V> of(String name) {
    return of(name, builder -> {});
  }

  /** A cache with settings of its own. */
  public static <K, V> CommandedCache<K, V> of(
      String name, Consumer<SnapshotCacheBuilder<K, V>> settings) {
    return new CommandedCache<>(name, SettableClock.at("2026-01-01T00:00:00Z"), settings);
  }

  /**
   * Takes a delta from the {@code deltaLoader} that the settings gave, and waits for its end.
   *
   * @throws IllegalStateException if they gave none, or it does not end within 30 s
   */
  public DeltaReport takeDelta() {
    ManagedDeltas deltas = ((ManagedCache) cache).deltas();
    if (deltas == null) {
      throw new IllegalStateException(
          "Cache '%s' takes no deltas. Give it a deltaLoader in its settings."
              .formatted(cache.name()));
    }
    try {
      return deltas.take().get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException(
          "Cache '%s': its delta did not end within %s.".formatted(cache.name(), TIMEOUT), e);
    }
  }

  /** The cache under test, to be given to the code that reads it. */
  public SnapshotCache<K, V> cache() {
    return cache;
  }

  /** The clock of this cache; it stands at the beginning of 2026 until it is set. */
  public SettableClock clock() {
    return clock;
  }

  /** From now on the source holds these rows and no others; readers see them after a refresh. */
  public CommandedCache<K, V> rows(Map<? extends K, ? extends V> rows) {
    return loads(Rows.of(rows));
  }

  /** From now on the source is read by this loader, such as one of {@link FailingLoaders}. */
  public CommandedCache<K, V> loads(SnapshotLoader<K, V> loader) {
    source = loader;
    return this;
  }

  /**
   * Refreshes, and waits for the end of it, 30 seconds at most.
   *
   * @throws AssertionError if it takes longer, or the wait is interrupted
   */
  public RefreshResult refreshNow() {
    return refreshNow(TIMEOUT);
  }

  /**
   * Refreshes, and waits for the end of it.
   *
   * @throws AssertionError if it takes longer than the timeout, or the wait is interrupted
   */
  public RefreshResult refreshNow(Duration timeout) {
    try {
      return cache.refresh().get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(
          "Cache '%s': its refresh did not end within %s. Give refreshNow() more time, or the cache a shorter deadline()."
              .formatted(cache.name(), timeout),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(
          "Cache '%s': the wait for its refresh was interrupted.".formatted(cache.name()), e);
    } catch (ExecutionException e) {
      throw new AssertionError(
          "Cache '%s': its refresh has no result.".formatted(cache.name()), e.getCause());
    }
  }

  /**
   * Gives the source these rows and refreshes.
   *
   * @throws AssertionError if readers cannot see them now
   */
  public RefreshResult publish(Map<? extends K, ? extends V> rows) {
    RefreshResult result = rows(new LinkedHashMap<>(rows)).refreshNow();
    if (result.outcome() != Outcome.PUBLISHED) {
      throw new AssertionError(
          "Cache '%s': %d rows should have been published but the refresh was %s, because %s."
              .formatted(cache.name(), rows.size(), result.outcome(), result.reason()));
    }
    return result;
  }

  /** Closes the cache. */
  @Override
  public void close() {
    cache.close();
  }
}
