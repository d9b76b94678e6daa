package dev.midnight;

/**
 * What a publish changed, in entries.
 *
 * @param added keys that the previous snapshot did not hold
 * @param updated keys whose value was replaced by one that is not provably the same
 * @param removed keys that the previous snapshot held and this one does not
 * @param unchanged keys that kept their value
 */
public record Changes(long added, long updated, long removed, long unchanged) {

  /** Nothing changed, and nothing was there. */
  public static final Changes NONE = new Changes(0, 0, 0, 0);

  /** The number of entries that differ: added, updated and removed. */
  public long total() {
    return added + updated + removed;
  }
}
