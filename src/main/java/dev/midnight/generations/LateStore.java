package dev.midnight.generations;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.midnight.spi.CacheMemory;
import dev.midnight.spi.GenerationRecord;
import dev.midnight.spi.PlainFailure;
import dev.midnight.spi.SnapshotStore;
import dev.midnight.spi.Standing;
import dev.midnight.spi.StoredGeneration;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store whose medium could not be used at the start, or did not answer in time, so that the cache
 * serves without it. Each call that means to write tries to open it; until then every call fails.
 *
 * <p>Concurrency: {@link #opened} is set once, under this object's monitor, which is held while the
 * medium is tried: callers that may wait for a disk wait for the same one. Calls that only read
 * fail at once meanwhile.
 */
public final class LateStore<K, V> implements SnapshotStore<K, V> {

  private static final Logger log = LoggerFactory.getLogger("dev.midnight.generations");

  /** How long a start waits for a medium. */
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);

  private final String cache;
  private final Opening<K, V> opening;

  /** The first try, where it has not ended in time. */
  @GuardedBy("this")
  private @Nullable CompletableFuture<SnapshotStore<K, V>> first;

  private volatile @Nullable SnapshotStore<K, V> opened;

  private volatile IOException failure;

  @GuardedBy("this")
  private Found found = (last, memory) -> {};

  @GuardedBy("this")
  private boolean closed;

  /** Is told what an earlier process left, before anything is saved. */
  @FunctionalInterface
  interface Found {
    void opened(long lastGeneration, @Nullable CacheMemory memory);
  }

  /** Opens the store. */
  public interface Opening<K, V> {

    /**
     * Opens it.
     *
     * @throws IllegalArgumentException if it never can be
     * @throws IOException if it cannot be now
     */
    SnapshotStore<K, V> open() throws IOException;
  }

  private LateStore(
      String cache,
      Opening<K, V> opening,
      IOException failure,
      @Nullable CompletableFuture<SnapshotStore<K, V>> first) {
    this.cache = cache;
    this.opening = opening;
    this.failure = failure;
    this.first = first;
  }

  /**
   * The store, or one that is opened later where its medium cannot be used now.
   *
   * @throws IllegalArgumentException if it never can be
   */
  public static <K, V> SnapshotStore<K, V> open(String cache, Opening<K, V> opening) {
    return open(cache, opening, ANSWERS_WITHIN);
  }

  static <K, V> SnapshotStore<K, V> open(
      String cache, Opening<K, V> opening, Duration answersWithin) {
    CompletableFuture<SnapshotStore<K, V>> first = new CompletableFuture<>();
    Thread opener = new Thread(() -> open(opening, first), "midnight-store-" + cache);
    opener.setDaemon(true);
    opener.start();
    try {
      return first.get(answersWithin.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      return new LateStore<>(cache, opening, ioFailure(e.getCause()), null);
    } catch (TimeoutException e) {
      IOException silent =
          new IOException(
              "its medium has not answered for %d ms; it is waited for"
                  .formatted(answersWithin.toMillis()));
      return new LateStore<>(cache, opening, silent, first);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new LateStore<>(cache, opening, new IOException("the start was interrupted"), first);
    }
  }

  private static <K, V> void open(
      Opening<K, V> opening, CompletableFuture<SnapshotStore<K, V>> into) {
    try {
      into.complete(opening.open());
    } catch (Throwable e) {
      into.completeExceptionally(e);
    }
  }

  /** What can be tried again; anything else is thrown. */
  private static IOException ioFailure(@Nullable Throwable failure) {
    if (failure instanceof IOException io) {
      return io;
    }
    if (failure instanceof RuntimeException settings) {
      throw settings;
    }
    if (failure instanceof Error error) {
      throw error;
    }
    return new IOException(failure);
  }

  /** What to tell once it is open. */
  synchronized void whenOpened(Found listener) {
    found = listener;
  }

  private SnapshotStore<K, V> required() throws StoreNotOpenException {
    SnapshotStore<K, V> store = opened;
    if (store == null) {
      throw notOpen();
    }
    return store;
  }

  private StoreNotOpenException notOpen() {
    return new StoreNotOpenException(cache, failure);
  }

  private SnapshotStore<K, V> openNow() throws IOException {
    SnapshotStore<K, V> store = opened;
    return store == null ? tryToOpen() : store;
  }

  private synchronized SnapshotStore<K, V> tryToOpen() throws IOException {
    SnapshotStore<K, V> store = opened;
    if (store != null) {
      return store;
    }
    if (closed) {
      throw notOpen();
    }
    try {
      store = tried();
    } catch (IllegalArgumentException e) {
      failure = new IOException(e.getMessage(), e);
      throw notOpen();
    } catch (IOException e) {
      failure = e;
      throw notOpen();
    }
    tellOf(store);
    opened = store;
    return store;
  }

  /** Opens it, unless the first try has not ended: a second would hang beside it. */
  @GuardedBy("this")
  private SnapshotStore<K, V> tried() throws IOException {
    CompletableFuture<SnapshotStore<K, V>> earlier = first;
    if (earlier == null) {
      return opening.open();
    }
    if (!earlier.isDone()) {
      throw failure;
    }
    first = null;
    return earlier.isCompletedExceptionally() ? opening.open() : earlier.join();
  }

  @GuardedBy("this")
  private void tellOf(SnapshotStore<K, V> store) {
    log.atInfo()
        .addKeyValue("cache", cache)
        .log("Cache '{}': its store could be opened now; generations are saved again", cache);
    try {
      found.opened(store.lastGeneration(), store.memory());
    } catch (IOException | RuntimeException e) {
      log.atWarn()
          .addKeyValue("cache", cache)
          .setCause(PlainFailure.of(e))
          .log("Cache '{}': its store is open but cannot tell what it holds", cache);
    }
  }

  @Override
  public StoredGeneration save(GenerationRecord about, Map<K, V> entries) throws IOException {
    return openNow().save(about, entries);
  }

  @Override
  public void remember(CacheMemory memory) throws IOException {
    openNow().remember(memory);
  }

  @Override
  public List<StoredGeneration> generations() throws IOException {
    return required().generations();
  }

  @Override
  public long lastGeneration() throws IOException {
    return required().lastGeneration();
  }

  @Override
  public StoredGeneration read(long generation, BiConsumer<? super K, ? super V> into)
      throws IOException {
    return required().read(generation, into);
  }

  @Override
  public StoredGeneration mark(long generation, Standing standing, @Nullable String reason)
      throws IOException {
    return openNow().mark(generation, standing, reason);
  }

  @Override
  public void delete(long generation) throws IOException {
    openNow().delete(generation);
  }

  @Override
  public @Nullable CacheMemory memory() throws IOException {
    return required().memory();
  }

  @Override
  public synchronized void close() {
    closed = true;
    SnapshotStore<K, V> store = opened;
    if (store != null) {
      store.close();
    }
    if (first != null) {
      var unused = first.thenAccept(SnapshotStore::close);
    }
  }
}
