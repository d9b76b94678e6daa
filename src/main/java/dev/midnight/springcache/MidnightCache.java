package dev.midnight.springcache;

import dev.midnight.spi.Found;
import dev.midnight.spi.MissTurn;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.support.SimpleValueWrapper;

/**
 * One of Midnight's caches as one use of it sees it: {@link MidnightCacheManager} gives a new one
 * each time. Thread-safe.
 *
 * <ul>
 *   <li>A look-up reads the snapshot, then what is remembered; it never waits and never calls a
 *       miss loader, since the annotated method is one. Before the first load everything is absent.
 *   <li>A put of the key that was just looked up in vain is the result of a {@code @Cacheable}
 *       method. It is remembered with the misses, unless the key was written or a newer generation
 *       was published since that look-up; it never gets into the snapshot.
 *   <li>Any other put is an online write and waits until readers can see it. A null removes the key
 *       from the snapshot, and its absence is remembered.
 *   <li>An eviction of a key says that the copy may be old: its miss is dropped and the key is
 *       removed from the snapshot by an online write, so that the method, or a miss loader, is
 *       asked anew. The next load brings back what the source holds.
 *   <li>An eviction of everything forgets the misses and asks for a refresh. The snapshot is never
 *       emptied: until it is replaced, look-ups find its entries.
 * </ul>
 */
final class MidnightCache implements Cache {

  private final ReplicaCache replica;

  /** The last look-up in vain: what a put that follows it is told apart by. */
  private volatile @Nullable LookUp lookUp;

  MidnightCache(ReplicaCache replica) {
    this.replica = replica;
  }

  @Override
  public String getName() {
    return replica.cache().name();
  }

  /** The {@code SnapshotCache}. */
  @Override
  public Object getNativeCache() {
    return replica.cache();
  }

  @Override
  public @Nullable ValueWrapper get(Object key) {
    Found<Object> found = replica.misses().find(key);
    if (found == null) {
      lookUp = new LookUp(key, replica.misses().begin(key));
      return null;
    }
    return new SimpleValueWrapper(found.value());
  }

  @Override
  public <T> @Nullable T get(Object key, @Nullable Class<T> type) {
    ValueWrapper wrapper = get(key);
    Object value = wrapper == null ? null : wrapper.get();
    if (value != null && type != null && !type.isInstance(value)) {
      throw new IllegalStateException(
          "Cache '%s': a %s was asked for but the key has a %s."
              .formatted(getName(), type.getName(), value.getClass().getName()));
    }
    return cast(value);
  }

  @Override
  public <T> @Nullable T get(Object key, Callable<T> valueLoader) {
    Found<Object> found = replica.misses().find(key);
    return found != null
        ? cast(found.value())
        : new SharedCall<T>(key, replica.misses()).here(valueLoader);
  }

  @Override
  public @Nullable CompletableFuture<?> retrieve(Object key) {
    ValueWrapper wrapper = get(key);
    return wrapper == null ? null : CompletableFuture.completedFuture(wrapper);
  }

  @Override
  public <T> CompletableFuture<T> retrieve(Object key, Supplier<CompletableFuture<T>> valueLoader) {
    Found<Object> found = replica.misses().find(key);
    return found != null
        ? CompletableFuture.completedFuture(cast(found.value()))
        : new SharedCall<T>(key, replica.misses()).elsewhere(valueLoader);
  }

  @Override
  public void put(Object key, @Nullable Object value) {
    LookUp before = lookUp;
    lookUp = null;
    if (before != null && before.key().equals(key)) {
      before.turn().found(value);
    } else {
      replica.put(key, value);
    }
  }

  /** Looks first and writes then: of two at the same time both may write. */
  @Override
  public @Nullable ValueWrapper putIfAbsent(Object key, @Nullable Object value) {
    Found<Object> found = replica.misses().find(key);
    if (found != null) {
      return new SimpleValueWrapper(found.value());
    }
    replica.put(key, value);
    return null;
  }

  @Override
  public void evict(Object key) {
    replica.remove(key);
  }

  @Override
  public boolean evictIfPresent(Object key) {
    boolean present = replica.misses().find(key) != null;
    replica.remove(key);
    return present;
  }

  @Override
  public void clear() {
    replica.clear();
  }

  /** Like {@link #clear}: entries stay visible until the refresh has replaced them. */
  @Override
  public boolean invalidate() {
    boolean held = !replica.isEmpty();
    replica.clear();
    return held;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MidnightCache cache && cache.replica == replica;
  }

  @Override
  public int hashCode() {
    return Objects.hash(replica);
  }

  @Override
  public String toString() {
    return "MidnightCache[" + getName() + "]";
  }

  /** Spring asks for the type that the annotated method returns, which may be null. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"})
  static <T> T cast(@Nullable Object value) {
    return (T) value;
  }

  private record LookUp(Object key, MissTurn<Object> turn) {}
}
