package dev.midnight.miss;

import dev.midnight.MissLoader;
import dev.midnight.Snapshot;
import dev.midnight.spi.CacheThreads;
import dev.midnight.spi.MissStore;
import dev.midnight.spi.Misses;
import dev.midnight.spi.WaitStatus;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way of a read that found nothing in its snapshot. Thread-safe. For the protocol between
 * misses, writes and publishes see {@link MissMemory}.
 */
public final class MissPath<K, V> {

  private final Misses<K, V> misses;
  private final @Nullable MissMemory<K, V> memory;
  private final @Nullable MissReads<K, V> reads;
  private final @Nullable Timeouts timeouts;

  private MissPath(
      Misses<K, V> misses,
      @Nullable MissMemory<K, V> memory,
      @Nullable MissReads<K, V> reads,
      @Nullable Timeouts timeouts) {
    this.misses = misses;
    this.memory = memory;
    this.reads = reads;
    this.timeouts = timeouts;
  }

  /**
   * The misses of one cache; starts no thread before the first.
   *
   * @param store null where nothing is to be remembered; then there is no loader either
   * @param current the snapshot that readers see, or null before the first
   */
  public static <K, V> MissPath<K, V> of(
      MissSettings settings,
      @Nullable MissStore store,
      @Nullable MissLoader<K, V> loader,
      CacheThreads threads,
      Supplier<? extends @Nullable Snapshot<K, V>> current) {
    if (store == null) {
      return new MissPath<>(new NoMisses<>(current), null, null, null);
    }
    Timeouts timeouts = new Timeouts(settings.cache(), threads);
    MissMemory<K, V> memory = new MissMemory<>(settings, store, timeouts, current);
    return new MissPath<>(
        memory,
        memory,
        loader == null ? null : MissReads.of(settings, memory, loader, threads, current),
        timeouts);
  }

  /**
   * What the source holds for a key that a snapshot does not; null at once without a loader.
   *
   * @throws dev.midnight.MissTimeoutException after {@code miss.timeout}
   * @throws dev.midnight.MissLoadException if the loader failed
   */
  public @Nullable V load(K key, Snapshot<K, V> missedIn) {
    return reads == null ? null : reads.get(key, missedIn);
  }

  /** Must be called before a write of that key is buffered; a null key is for others to refuse. */
  public void drop(@Nullable K key) {
    if (memory != null && key != null) {
      memory.drop(key);
    }
  }

  /** A generation was published: misses of the ones before it go. */
  public void published(long generation) {
    if (memory != null) {
      memory.keepOnly(generation);
    }
  }

  /** What is remembered, for those who find out absent keys by themselves. */
  public Misses<K, V> misses() {
    return misses;
  }

  /** How readers waited for the loader. */
  public WaitStatus waits() {
    return reads == null ? WaitStatus.NONE : reads.waits();
  }

  /** Loads no more: from now on an absent key reads as null, and nobody waits. */
  public void close() {
    if (reads != null) {
      reads.close();
    }
    if (timeouts != null) {
      timeouts.close();
    }
  }
}
