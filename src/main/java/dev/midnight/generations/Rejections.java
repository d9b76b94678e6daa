package dev.midnight.generations;

import dev.midnight.Snapshot;
import dev.midnight.publish.Candidate;
import dev.midnight.publish.ReadFrom;
import dev.midnight.spi.CycleReport;
import dev.midnight.spi.GenerationDiff;
import dev.midnight.spi.Standing;
import dev.midnight.table.Table;
import org.jspecify.annotations.Nullable;

/**
 * What must be known of the newest rejected load so that it can be judged and approved.
 * Thread-safe; each field is replaced as a whole.
 */
final class Rejections<K, V> {

  /** The newest that a store keeps, and the table that was current when it began. */
  private volatile @Nullable Kept<K, V> kept;

  /** What the newest would have changed, where no store keeps it. */
  private volatile @Nullable GenerationDiff summary;

  /** The table of the warm start, which rejected loads of an earlier process came after. */
  private volatile @Nullable Table<K, V> warm;

  private record Kept<K, V>(long generation, Table<K, V> before, ReadFrom from) {}

  void isKept(long generation, Candidate<K, V> candidate) {
    kept = new Kept<>(generation, candidate.before(), ReadFrom.of(candidate));
  }

  void isNotKept(Candidate<K, V> candidate, CycleReport report, @Nullable Snapshot<K, V> served) {
    DiffSample<K, V> sample = new DiffSample<>();
    candidate.differences(sample);
    summary =
        sample.of(
            0,
            Standing.REJECTED,
            report.result().reason(),
            served == null ? 0 : served.generation(),
            candidate.changes());
  }

  void servedWarm(Table<K, V> table) {
    warm = table;
  }

  /** A newer load was published, or this one was approved. */
  void past() {
    kept = null;
    summary = null;
  }

  @Nullable GenerationDiff summary() {
    return summary;
  }

  /** The table that stored writes are counted from if that rejected generation is approved. */
  @Nullable Table<K, V> before(long generation) {
    Kept<K, V> newest = kept;
    return newest != null && newest.generation() == generation ? newest.before() : warm;
  }

  /** The load that has read that rejected generation, if it was in this process. */
  @Nullable ReadFrom readFrom(long generation) {
    Kept<K, V> newest = kept;
    return newest != null && newest.generation() == generation ? newest.from() : null;
  }
}
