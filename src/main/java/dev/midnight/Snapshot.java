package dev.midnight;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One immutable state of a {@link SnapshotCache}.
 *
 * <p>Thread-safe; holding one keeps its data in memory, so hold it for a request, not for a day.
 */
public interface Snapshot<K, V> {

  /** Counts every publish of its cache, drains of online writes included; from 1. */
  long version();

  /** Counts the loads from the source; from 1. */
  long generation();

  /** The start of the successful load attempt that this state comes from; age counts from here. */
  Instant loadedAt();

  /** When readers could first see this state. */
  Instant publishedAt();

  /** The number of entries. */
  int size();

  /** The value of a key, or null where this snapshot holds none. */
  @Nullable V get(K key);

  /** All entries as an immutable map, without copying them. Its iteration order is unspecified. */
  Map<K, V> asMap();

  /**
   * The index that belongs to this very snapshot.
   *
   * @throws IllegalArgumentException if the view was derived from another cache
   */
  <I> I view(DerivedView<I> view);
}
