package dev.midnight;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A named replica of a whole data set: readers see one immutable {@link Snapshot} at a time, and a
 * refresh replaces it with one atomic store.
 *
 * <p>Thread-safe. Reads never lock, never wait and never see a mixture of two snapshots.
 *
 * @param <K> the keys; immutable, with a stable {@code equals} and {@code hashCode}
 * @param <V> the values; immutable, or at least never changed after they were given to Midnight
 */
public interface SnapshotCache<K, V> extends AutoCloseable {

  /** The name of this cache, unique in its application. */
  String name();

  /**
   * The value of a key in the current snapshot, or null where it holds none. A hit costs one
   * acquire load and one lookup: no lock, no allocation.
   *
   * <p>With a {@link MissLoader}, a key that the snapshot does not hold is looked for among the
   * remembered misses, and otherwise asked for, once for all who want it; null then says that the
   * source holds none. A remembered miss is never older than the current generation, nor than a
   * write of its key that has become visible; after {@link #remove} the source is asked anew.
   *
   * @throws SnapshotNotLoadedException before the first snapshot was published
   * @throws MissTimeoutException if the miss loader has not answered after {@code miss.timeout}
   * @throws MissLoadException if it failed; the next reader asks anew
   */
  @Nullable V get(K key);

  /**
   * A frozen view of the current state, for a whole request: it never changes, whatever is
   * published meanwhile, and never contains remembered misses.
   *
   * @throws SnapshotNotLoadedException before the first snapshot was published
   */
  Snapshot<K, V> snapshot();

  /**
   * Buffers an online change of one entry. Writes of one key are applied in the order in which they
   * were accepted.
   *
   * <p>The source stays the truth: write it first. A load that began before this call is overlaid
   * with the write; a load that begins after it has read it from the source, and replaces it.
   *
   * @return completes when readers can see the write, or exceptionally with {@link
   *     WriteRejectedException} or {@link CacheClosedException} when they never will; never
   *     completed on a thread that Midnight needs to make progress, and cancelling it affects
   *     nobody else
   */
  CompletableFuture<Void> put(K key, V value);

  /**
   * Buffers online changes that become visible all at once: no reader sees a part of them.
   *
   * @return as for {@link #put}; a batch larger than the write buffer fails at once
   */
  CompletableFuture<Void> putAll(Map<? extends K, ? extends V> entries);

  /** Buffers the removal of one entry; see {@link #put}. */
  CompletableFuture<Void> remove(K key);

  /**
   * Loads the data set anew, joining a refresh whose load has not begun yet: what the returned
   * future reports was read from the source after this call.
   *
   * @return completes normally with every outcome, failures included; cancelling it does not cancel
   *     the refresh
   */
  CompletableFuture<RefreshResult> refresh();

  /**
   * Adds an index that is built before each publish and swapped together with its snapshot. A
   * builder that fails blocks the publish: the previous snapshot stays, with its index. Where a
   * snapshot is already published, its index is built in the calling thread before this method
   * returns.
   *
   * <p>Online writes rebuild the index with every drain; {@link #derive(Function,
   * DerivedViewUpdater)} avoids that.
   */
  <I> DerivedView<I> derive(Function<? super Snapshot<K, V>, ? extends I> builder);

  /** Adds an index as above that online writes bring up to date from what changed. */
  <I> DerivedView<I> derive(
      Function<? super Snapshot<K, V>, ? extends I> builder, DerivedViewUpdater<K, V, I> updater);

  /**
   * Ends refreshes and writes. Reads go on from the last snapshot, without misses; pending writes
   * are drained.
   */
  @Override
  void close();
}
