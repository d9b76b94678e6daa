package dev.midnight.refresh;

import dev.midnight.Changes;
import dev.midnight.Outcome;
import dev.midnight.RefreshResult;

/**
 * The watch for values that never equal yesterday's: in so many loads in a row every key was there
 * before, and every one counts as updated. Guarded by its owner's lock.
 *
 * <p>A published load with a key added, removed or unchanged begins the row anew. A load that was
 * not published, a dry run, or one whose loader said that nothing changed, says nothing about the
 * values and leaves the row as it is. The hint is given once in the life of a cache.
 */
final class EqualityHint {

  static final int LOADS = 3;

  private int inARow;
  private boolean given;

  void count(RefreshResult result) {
    if (result.outcome() == Outcome.PUBLISHED) {
      Changes changes = result.changes();
      long others = changes.added() + changes.removed() + changes.unchanged();
      inARow = changes.updated() > 0 && others == 0 ? inARow + 1 : 0;
    }
  }

  /** Whether the hint is due; true once. */
  boolean take() {
    boolean due = !given && inARow >= LOADS;
    given |= due;
    return due;
  }
}
