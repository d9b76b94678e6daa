package dev.midnight.actuate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.midnight.spi.RunningCycle;
import org.jspecify.annotations.Nullable;

/**
 * How far the running cycle is.
 *
 * @param percent of the rows that the loader said to expect; null if it did not say
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record RunningBody(
    long cycle,
    String trigger,
    String phase,
    long rows,
    long rowsPerSecond,
    @Nullable Integer percent,
    String startedAt,
    String deadline,
    boolean cancelled,
    boolean dryRun) {

  static @Nullable RunningBody of(@Nullable RunningCycle running) {
    return running == null
        ? null
        : new RunningBody(
            running.cycle(),
            running.trigger().name(),
            running.phase().name(),
            running.rows(),
            running.rowsPerSecond(),
            running.percent(),
            IsoText.of(running.startedAt()),
            IsoText.of(running.deadline()),
            running.cancelled(),
            running.dryRun());
  }
}
