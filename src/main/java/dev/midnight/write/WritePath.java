package dev.midnight.write;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.midnight.CacheClosedException;
import dev.midnight.publish.PendingWrites;
import dev.midnight.publish.Publisher;
import dev.midnight.publish.WriteBatch;
import dev.midnight.spi.CacheEvents;
import dev.midnight.spi.CacheThreads;
import dev.midnight.spi.ContentionStatus;
import dev.midnight.spi.WriteStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Writes that are published by the thread that makes them, one version each. */
public final class WritePath<K, V> implements PendingWrites<K, V> {

  private final WriteSettings settings;
  private final Publisher<K, V> publisher;

  @GuardedBy("this")
  private Batch<K, V> pending = new Batch<>(new HashMap<>(), new ArrayList<>());

  @GuardedBy("this")
  private long accepted;

  private volatile boolean closed;

  /** A write path that is attached to its publisher. */
  public WritePath(
      WriteSettings settings, Publisher<K, V> publisher, CacheThreads threads, CacheEvents events) {
    this.settings = settings;
    this.publisher = publisher;
    publisher.attach(this);
  }

  /** Sets one entry. */
  public CompletableFuture<Void> put(K key, V value) {
    return write(Map.of(key, value));
  }

  /** Sets several entries at once. */
  public CompletableFuture<Void> putAll(Map<? extends K, ? extends V> entries) {
    return write(Map.copyOf(entries));
  }

  /** Removes one entry. */
  public CompletableFuture<Void> remove(K key) {
    Map<K, @Nullable V> removal = new HashMap<>();
    removal.put(key, null);
    return write(removal);
  }

  private CompletableFuture<Void> write(Map<? extends K, ? extends @Nullable V> changes) {
    if (closed) {
      return CompletableFuture.failedFuture(new CacheClosedException(settings.cache(), "a write"));
    }
    CompletableFuture<Void> future = new CompletableFuture<>();
    synchronized (this) {
      pending.entries().putAll(changes);
      pending.futures().add(future);
      accepted += changes.size();
    }
    publisher.drain();
    return future;
  }

  @Override
  public synchronized WriteBatch<K, V> cut() {
    Batch<K, V> cut = pending;
    pending = new Batch<>(new HashMap<>(), new ArrayList<>());
    return cut;
  }

  @Override
  public void drainLater() {}

  /** What was counted. */
  public synchronized WriteStatus status() {
    return new WriteStatus(accepted, 0, 0, pending.entries().size(), settings.capacity(), accepted);
  }

  /** How much writers waited. */
  public ContentionStatus contention() {
    return ContentionStatus.NONE;
  }

  /** Refuses from now on; what was written is visible already. */
  public int close(Duration timeout) {
    closed = true;
    return 0;
  }

  private record Batch<K, V>(Map<K, @Nullable V> entries, List<CompletableFuture<Void>> futures)
      implements WriteBatch<K, V> {

    @Override
    public void visible() {
      futures.forEach(future -> future.complete(null));
    }

    @Override
    public void abandoned() {
      futures.forEach(future -> future.cancel(false));
    }
  }
}
