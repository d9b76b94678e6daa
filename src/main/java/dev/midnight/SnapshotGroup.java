package dev.midnight;

import java.util.concurrent.CompletableFuture;

/** Caches that are refreshed together and published as one. Thread-safe. */
public interface SnapshotGroup {

  /** The name of this group. */
  String name();

  /**
   * A frozen view of all members that belong together.
   *
   * @throws SnapshotNotLoadedException before the first common publish
   */
  GroupSnapshot snapshot();

  /** Refreshes all members; if one fails, none is published. See {@link SnapshotCache#refresh}. */
  CompletableFuture<RefreshResult> refresh();
}
