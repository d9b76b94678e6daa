package dev.midnight.actuate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.midnight.spi.DeltaReport;
import dev.midnight.spi.DeltaStatus;
import dev.midnight.spi.DriftFinding;
import dev.midnight.spi.ManagedDeltas;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The deltas of a cache.
 *
 * @param timerSilent whether the timer never told of the last scheduled time
 * @param waitingFor what one that was asked for waits for before it begins
 * @param watermark of what is published, written as text that fits a line
 * @param stuckLoads cancelled deltas whose threads have not ended
 * @param drift entries that refreshes found wrong though no delta had told of them
 * @param history the last ones that changed something or failed, newest first
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record DeltasBody(
    @Nullable String cron,
    @Nullable String zone,
    @Nullable String nextAttemptAt,
    boolean timerSilent,
    @Nullable RunningBody running,
    @Nullable String waitingFor,
    @Nullable String watermark,
    int consecutiveFailures,
    List<StuckLoadBody> stuckLoads,
    long drift,
    @Nullable CheckBody lastCheck,
    @Nullable DeltaBody last,
    List<DeltaBody> history) {

  static @Nullable DeltasBody ofNullable(@Nullable ManagedDeltas deltas) {
    if (deltas == null) {
      return null;
    }
    DeltaStatus status = deltas.status();
    return new DeltasBody(
        status.cron(),
        status.zone(),
        IsoText.ofNullable(status.next()),
        status.timerSilent(),
        RunningBody.of(status.running()),
        status.waitingFor(),
        PlainText.line(status.watermark()),
        status.consecutiveFailures(),
        status.stuckLoads().stream().map(StuckLoadBody::of).toList(),
        status.drift(),
        CheckBody.ofNullable(status.lastCheck()),
        status.last() == null ? null : DeltaBody.of(status.last()),
        status.history().stream().map(DeltaBody::of).toList());
  }

  /** What a refresh of the whole data set found. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record CheckBody(long generation, String at, long entries) {

    static @Nullable CheckBody ofNullable(@Nullable DriftFinding finding) {
      return finding == null
          ? null
          : new CheckBody(finding.generation(), IsoText.of(finding.at()), finding.entries());
    }
  }

  /**
   * One delta.
   *
   * @param watermark of what was published after it
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record DeltaBody(
      long cycle,
      String outcome,
      @Nullable String reason,
      String trigger,
      String startedAt,
      String duration,
      Map<String, String> phases,
      @Nullable String watermark,
      long rows,
      CycleBody.ChangesBody changes) {

    static DeltaBody of(DeltaReport report) {
      return new DeltaBody(
          report.cycle(),
          report.outcome().name(),
          report.reason(),
          report.trigger().name(),
          IsoText.of(report.startedAt()),
          IsoText.of(report.duration()),
          CycleBody.phases(report.phases()),
          PlainText.line(report.watermark()),
          report.rows(),
          CycleBody.ChangesBody.of(report.changes()));
    }
  }
}
