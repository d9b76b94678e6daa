package dev.midnight.engine;

import dev.midnight.Snapshot;
import dev.midnight.Trigger;
import dev.midnight.publish.Candidate;
import dev.midnight.publish.LoadMark;
import dev.midnight.publish.Published;
import dev.midnight.refresh.CycleKeeper;
import dev.midnight.refresh.DriftCheck;
import dev.midnight.spi.CycleReport;
import dev.midnight.spi.PlainFailure;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells one keeper of everything, and the check of a cache's deltas of its loads. */
record DriftKeeper<K, V>(String cache, CycleKeeper<K, V> keeper, DriftCheck<K, V> drift)
    implements CycleKeeper<K, V> {

  private static final Logger log = LoggerFactory.getLogger("dev.midnight.delta");

  @Override
  public void begun(long cycle, Trigger trigger, Instant startedAt) {
    keeper.begun(cycle, trigger, startedAt);
  }

  @Override
  public void published(Snapshot<K, V> snapshot, CycleReport report) {
    keeper.published(snapshot, report);
  }

  /** Compares with the values' own equals, which may throw. */
  @Override
  public void replaced(LoadMark<K, V> mark, Published<K, V> published) {
    keeper.replaced(mark, published);
    try {
      drift.replaced(mark, published);
    } catch (RuntimeException | Error e) {
      log.warn(
          "Cache '{}': what its deltas have missed cannot be told, a comparison failed. It is"
              + " published all the same",
          cache,
          PlainFailure.of(e));
    }
  }

  @Override
  public void rejected(Candidate<K, V> candidate, CycleReport report) {
    keeper.rejected(candidate, report);
  }

  @Override
  public void unchangedThoughRejected(CycleReport report) {
    keeper.unchangedThoughRejected(report);
  }

  @Override
  public boolean keepsRejected() {
    return keeper.keepsRejected();
  }

  @Override
  public void ended(CycleReport report) {
    keeper.ended(report);
  }
}
