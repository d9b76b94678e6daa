package dev.midnight.refresh;

import dev.midnight.Changes;
import dev.midnight.Outcome;
import dev.midnight.RefreshResult;
import dev.midnight.Snapshot;
import dev.midnight.publish.Candidate;
import dev.midnight.spi.CycleReport;
import dev.midnight.spi.SkipReason;
import java.time.Duration;

/** The end of a cycle for one replica: its result, put into history, events and log. */
final class CycleEnd {

  private final CycleStart start;
  private final Preparation<?, ?> preparation;
  private final Verdict verdict;
  private final Duration duration;

  CycleEnd(CycleStart start, Preparation<?, ?> preparation, Verdict verdict, long startNanos) {
    this.start = start;
    this.preparation = preparation;
    this.verdict = verdict;
    this.duration = Duration.ofNanos(System.nanoTime() - startNanos);
  }

  RefreshResult report() {
    Replica<?, ?> replica = preparation.replica();
    RefreshResult result = result();
    LoadPass<?, ?> pass = preparation.pass();
    CycleReport report =
        new CycleReport(
            replica.cache(),
            start.cycle(),
            start.trigger(),
            start.startedAt(),
            start.delay(),
            result,
            preparation.built() == null ? 0 : preparation.built().duplicatesDropped(),
            pass == null ? null : pass.answers().dataTime(),
            start.dryRun());
    replica.support().history().add(report);
    replica.support().events().cycleFinished(report);
    if (!start.dryRun()) {
      keep(preparation, report);
    }
    preparation
        .observed()
        .within(() -> CycleLog.ended(report, replica, size(result), verdict.failure()));
    preparation.observed().end(report, verdict.failure());
    return result;
  }

  private <K, V> void keep(Preparation<K, V> from, CycleReport report) {
    CycleKeeper<K, V> keeper = from.replica().keeper();
    Snapshot<K, V> published = from.publishedSnapshot();
    Candidate<K, V> candidate = from.candidate();
    if (published != null) {
      keeper.published(published, report);
    } else if (candidate != null && verdict.outcome() == Outcome.REJECTED) {
      keeper.rejected(candidate, report);
    } else if (verdict.outcome() == Outcome.REJECTED && foundUnchanged(from)) {
      keeper.unchangedThoughRejected(report);
    }
    if (SkipReason.PINNED.code().equals(verdict.reason())) {
      from.replica()
          .support()
          .events()
          .refreshSkipped(report.cache(), report.trigger(), SkipReason.PINNED);
    }
    keeper.ended(report);
  }

  private static boolean foundUnchanged(Preparation<?, ?> from) {
    Verdict own = from.verdict();
    return own != null && own.outcome() == Outcome.UNCHANGED;
  }

  private RefreshResult result() {
    Snapshot<?, ?> current = preparation.replica().publisher().current();
    LoadPass<?, ?> pass = preparation.pass();
    return new RefreshResult(
        verdict.outcome(),
        verdict.reason(),
        current == null ? 0 : current.generation(),
        current == null ? 0 : current.version(),
        pass == null ? 0 : pass.builder().rows(),
        preparation.built() == null ? Changes.NONE : preparation.built().changes(),
        duration,
        preparation.times().copy());
  }

  private int size(RefreshResult result) {
    if (start.dryRun()
        && result.outcome() == Outcome.PUBLISHED
        && preparation.candidate() != null) {
      return preparation.candidate().snapshot().size();
    }
    Snapshot<?, ?> current = preparation.replica().publisher().current();
    return current == null ? 0 : current.size();
  }
}
