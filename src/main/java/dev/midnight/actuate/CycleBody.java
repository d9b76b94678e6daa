package dev.midnight.actuate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.midnight.Changes;
import dev.midnight.Phase;
import dev.midnight.RefreshResult;
import dev.midnight.spi.CycleReport;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A cycle that has ended.
 *
 * @param phases how long each phase that ran took, by its name in the API
 * @param delay from the time that it was due, or asked for, to its start
 * @param asOf the time of the data, if the loader said it
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record CycleBody(
    long cycle,
    String outcome,
    @Nullable String reason,
    String trigger,
    String startedAt,
    String duration,
    String delay,
    Map<String, String> phases,
    ChangesBody changes,
    long rows,
    long duplicatesDropped,
    long generation,
    long version,
    @Nullable String asOf,
    boolean dryRun) {

  static @Nullable CycleBody ofNullable(@Nullable CycleReport report) {
    return report == null ? null : of(report);
  }

  static CycleBody of(CycleReport report) {
    RefreshResult result = report.result();
    return new CycleBody(
        report.cycle(),
        result.outcome().name(),
        result.reason(),
        report.trigger().name(),
        IsoText.of(report.startedAt()),
        IsoText.of(result.duration()),
        IsoText.of(report.delay()),
        phases(result.phases()),
        ChangesBody.of(result.changes()),
        result.rows(),
        report.duplicatesDropped(),
        result.generation(),
        result.version(),
        IsoText.ofNullable(report.asOf()),
        report.dryRun());
  }

  static Map<String, String> phases(Map<Phase, Duration> phases) {
    Map<String, String> texts = new LinkedHashMap<>();
    phases.forEach((phase, duration) -> texts.put(phase.name(), IsoText.of(duration)));
    return texts;
  }

  /** What the cycle changed, in entries. */
  record ChangesBody(long added, long updated, long removed, long unchanged) {

    static ChangesBody of(Changes changes) {
      return new ChangesBody(
          changes.added(), changes.updated(), changes.removed(), changes.unchanged());
    }
  }
}
