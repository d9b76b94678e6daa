package dev.midnight.storm.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Judges whether a figure has grown in the course of a soak: the median of its last third against
 * that of the third before the middle of it, when all that is made once has been made.
 */
final class Flatness {

  /** A load in flight holds one more thread, and its source. */
  private static final int THREADS = 3;

  private static final int FILES = 3;
  private static final double HEAP_SHARE = 0.15;
  private static final long HEAP_BYTES = 8 << 20;

  private Flatness() {}

  /** What has grown, in sentences; nothing if all is flat. */
  static List<String> complaints(List<Reading> readings) {
    List<String> complaints = new ArrayList<>();
    long heap = early(readings, Reading::heapBytes);
    long heapRoom = HEAP_BYTES + (long) (heap * HEAP_SHARE);
    check("heap in bytes", readings, Reading::heapBytes, heapRoom, complaints);
    check("threads", readings, Reading::threads, THREADS, complaints);
    check("open files", readings, Reading::files, FILES, complaints);
    check("meters", readings, Reading::meters, 0, complaints);
    return complaints;
  }

  private static void check(
      String name,
      List<Reading> readings,
      ToLongFunction<Reading> figure,
      long room,
      List<String> complaints) {
    long early = early(readings, figure);
    long late = median(readings.subList(readings.size() * 2 / 3, readings.size()), figure);
    if (late > early + room) {
      complaints.add(
          "%s grew from %,d to %,d, but by at most %,d it may".formatted(name, early, late, room));
    }
  }

  private static long early(List<Reading> readings, ToLongFunction<Reading> figure) {
    int from = readings.size() / 6;
    return median(readings.subList(from, Math.max(from + 1, readings.size() / 2)), figure);
  }

  private static long median(List<Reading> readings, ToLongFunction<Reading> figure) {
    long[] sorted = readings.stream().mapToLong(figure).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
