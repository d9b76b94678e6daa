package dev.midnight.generations;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.midnight.spi.CacheMemory;
import dev.midnight.spi.GenerationRecord;
import dev.midnight.spi.PlainFailure;
import dev.midnight.spi.SnapshotStore;
import dev.midnight.spi.Standing;
import dev.midnight.spi.StoredGeneration;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store whose medium could not be used at the start, so that the cache serves without it. Each
 * call that means to write tries to open it; until then every call fails.
 *
 * <p>Concurrency: {@link #opened} is set once, under this object's monitor, which is held while the
 * medium is tried: callers that may wait for a disk wait for the same one.
 */
public final class LateStore<K, V> implements SnapshotStore<K, V> {

  private static final Logger log = LoggerFactory.getLogger("dev.midnight.generations");

  private final String cache;
  private final Opening<K, V> opening;

  private volatile @Nullable SnapshotStore<K, V> opened;

  @GuardedBy("this")
  private IOException failure;

  @GuardedBy("this")
  private LongConsumer numbersTaken = last -> {};

  @GuardedBy("this")
  private boolean closed;

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

  private LateStore(String cache, Opening<K, V> opening, IOException failure) {
    this.cache = cache;
    this.opening = opening;
    this.failure = failure;
  }

  /**
   * The store, or one that is opened later where its medium cannot be used now.
   *
   * @throws IllegalArgumentException if it never can be
   */
  public static <K, V> SnapshotStore<K, V> open(String cache, Opening<K, V> opening) {
    try {
      return opening.open();
    } catch (IOException e) {
      return new LateStore<>(cache, opening, e);
    }
  }

  /** Is told the highest number of the store once it is open, before anything is saved. */
  synchronized void whenOpened(LongConsumer taken) {
    numbersTaken = taken;
  }

  private SnapshotStore<K, V> required() throws StoreNotOpenException {
    SnapshotStore<K, V> store = opened;
    if (store == null) {
      throw notOpen();
    }
    return store;
  }

  private synchronized StoreNotOpenException notOpen() {
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
      store = opening.open();
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

  @GuardedBy("this")
  private void tellOf(SnapshotStore<K, V> store) {
    log.info("Cache '{}': its store could be opened now; generations are saved again", cache);
    try {
      numbersTaken.accept(store.lastGeneration());
      CacheMemory memory = store.memory();
      if (memory != null) {
        numbersTaken.accept(memory.lastGeneration());
        if (memory.pin() != null || memory.paused() != null) {
          log.warn(
              "Cache '{}': before the restart it was {}, which its store could not tell at the start. That is forgotten now; order it anew if it is still meant",
              cache,
              memory.pin() != null ? "pinned" : "paused");
        }
      }
    } catch (IOException | RuntimeException e) {
      log.warn(
          "Cache '{}': its store is open but cannot tell what it holds", cache, PlainFailure.of(e));
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
  }
}
