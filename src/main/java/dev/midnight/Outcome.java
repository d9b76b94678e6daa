package dev.midnight;

/** How a refresh ended. */
public enum Outcome {
  /** A new snapshot is visible; of a dry run: would have been. */
  PUBLISHED,
  /** The loader said that nothing changed: the snapshot stays and counts as fresh. */
  UNCHANGED,
  /** A gate or validator refused the candidate: the snapshot stays. */
  REJECTED,
  /** The loader said that its source is not ready: the snapshot stays. */
  NOT_READY,
  /** The load, the build or an index threw, or the deadline passed: the snapshot stays. */
  FAILED,
  /** Somebody cancelled it, or the cache was closed: the snapshot stays. */
  CANCELLED,
  /**
   * It never began, or a generation is pinned, so that what was loaded and found good is not
   * published; the reason says why.
   */
  SKIPPED
}
