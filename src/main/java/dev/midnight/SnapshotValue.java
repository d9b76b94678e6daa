package dev.midnight;

import java.util.concurrent.CompletableFuture;

/** A replica of one immutable object, such as a label set. Thread-safe; reads never lock. */
public interface SnapshotValue<T> {

  /** The name, unique among the caches of its application. */
  String name();

  /**
   * The current value.
   *
   * @throws SnapshotNotLoadedException before the first was published
   */
  T get();

  /** The current value with its version and times; throws like {@link #get}. */
  ValueSnapshot<T> snapshot();

  /** Loads the value anew; see {@link SnapshotCache#refresh}. */
  CompletableFuture<RefreshResult> refresh();
}
