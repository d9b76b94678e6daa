package dev.midnight.jfr;

import dev.midnight.spi.ContentionProfile;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * One kind of happening along the time of a profile: the {@value #KEPT} longest intervals, and a
 * bit for every tenth of a millisecond in which there was one, some 370 KB for the longest profile.
 * So the memory is bounded, and overlaps are right however many intervals there were.
 */
final class ProfileLane {

  private static final int KEPT = 100;
  private static final double CELLS_IN_A_MILLISECOND = 10;

  private final String name;
  private final double endMillis;
  private final BitSet cells = new BitSet();
  private final PriorityQueue<ContentionProfile.Interval> longest =
      new PriorityQueue<>(Comparator.comparingDouble(ProfileLane::length));
  private long count;

  ProfileLane(String name, double endMillis) {
    this.name = name;
    this.endMillis = endMillis;
  }

  String name() {
    return name;
  }

  /** Adds what of it lies within the profile. */
  void add(double from, double to, String label) {
    if (to < 0 || from > endMillis) {
      return;
    }
    ContentionProfile.Interval interval =
        new ContentionProfile.Interval(
            rounded(Math.max(0, from)), rounded(Math.min(endMillis, to)), label);
    count++;
    cells.set(
        (int) (interval.fromMillis() * CELLS_IN_A_MILLISECOND),
        (int) Math.ceil(interval.toMillis() * CELLS_IN_A_MILLISECOND));
    longest.add(interval);
    if (longest.size() > KEPT) {
      longest.poll();
    }
  }

  double overlapMillis(ProfileLane other) {
    BitSet both = (BitSet) cells.clone();
    both.and(other.cells);
    return both.cardinality() / CELLS_IN_A_MILLISECOND;
  }

  ContentionProfile.Lane result() {
    List<ContentionProfile.Interval> intervals = new ArrayList<>(longest);
    intervals.sort(Comparator.comparingDouble(ContentionProfile.Interval::fromMillis));
    return new ContentionProfile.Lane(
        name, count, cells.cardinality() / CELLS_IN_A_MILLISECOND, intervals);
  }

  private static double length(ContentionProfile.Interval interval) {
    return interval.toMillis() - interval.fromMillis();
  }

  private static double rounded(double millis) {
    return Math.round(millis * 1000) / 1000.0;
  }
}
