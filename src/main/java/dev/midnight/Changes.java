package dev.midnight;

/**
 * The difference between two snapshots in numbers of keys. Every key of either snapshot is counted
 * once.
 */
public record Changes(long added, long updated, long removed, long unchanged) {

  /** The difference between two empty snapshots. */
  public static final Changes NONE = new Changes(0, 0, 0, 0);

  /** The number of keys that a reader sees differently. */
  public long total() {
    return added + updated + removed;
  }
}
