package dev.midnight.generations;

import dev.midnight.Snapshot;
import dev.midnight.publish.Publisher;
import dev.midnight.spi.CycleReport;
import dev.midnight.spi.GenerationRecord;
import dev.midnight.spi.Standing;
import org.jspecify.annotations.Nullable;

/** What is stored about a generation besides its entries. */
final class Records {

  private Records() {}

  static GenerationRecord of(
      Snapshot<?, ?> snapshot, Standing standing, @Nullable String reason, CycleReport report) {
    return of(snapshot.generation(), snapshot, standing, reason, report);
  }

  /** Of one that is not published and so has no number of its own. */
  static GenerationRecord ofRejected(long number, Snapshot<?, ?> built, CycleReport report) {
    return of(number, built, Standing.REJECTED, report.result().reason(), report);
  }

  private static GenerationRecord of(
      long number,
      Snapshot<?, ?> snapshot,
      Standing standing,
      @Nullable String reason,
      CycleReport report) {
    return new GenerationRecord(
        number,
        standing,
        reason,
        report.cycle(),
        snapshot.loadedAt(),
        report.asOf(),
        Publisher.watermark(snapshot),
        report.result().changes());
  }
}
