package dev.midnight.spi;

import dev.midnight.Changes;
import dev.midnight.Outcome;
import dev.midnight.Phase;
import dev.midnight.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of one delta.
 *
 * @param cycle its number, counted with those of the refreshes; 0 if it did not begin
 * @param outcome {@code UNCHANGED} where nothing had changed; {@code SKIPPED} if it did not begin
 *     or was overtaken by a load
 * @param reason why it was not published, or null
 * @param from the watermark that its loader was given, or null if it did not begin
 * @param watermark of what is published after it, or null if unknown
 * @param delay from the time that it was asked for to its start: it waits for a place among all
 *     loads
 * @param rows that its loader put and removed
 * @param phases how long each took that it came to
 */
public record DeltaReport(
    String cache,
    long cycle,
    Trigger trigger,
    Instant startedAt,
    Duration delay,
    Outcome outcome,
    @Nullable String reason,
    @Nullable String from,
    @Nullable String watermark,
    long rows,
    Changes changes,
    Duration duration,
    Map<Phase, Duration> phases) {

  public DeltaReport {
    phases = Collections.unmodifiableMap(new LinkedHashMap<>(phases));
  }
}
