package dev.midnight.refresh;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/**
 * Up to which the newest published delta of a generation has read. The snapshot's own watermark
 * stays behind that where a write hid a row of the delta, by one delta and never by more: what the
 * source changed after such a write, it changed after the delta had begun. Thread-safe.
 */
final class DeltaPosition {

  @GuardedBy("this")
  private long generation;

  @GuardedBy("this")
  private String watermark = "";

  /** A delta on that generation was published. */
  synchronized void readUpTo(long ofGeneration, String upTo) {
    generation = ofGeneration;
    watermark = upTo;
  }

  /** The watermark, or the given one where no delta of that generation was published yet. */
  synchronized String of(long ofGeneration, String otherwise) {
    return generation == ofGeneration ? watermark : otherwise;
  }
}
