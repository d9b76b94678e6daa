package dev.midnight.spi;

import dev.midnight.Changes;
import dev.midnight.Outcome;
import dev.midnight.Trigger;
import java.time.Duration;
import java.time.Instant;
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
 * @param rows that its loader put and removed
 */
public record DeltaReport(
    String cache,
    long cycle,
    Trigger trigger,
    Instant startedAt,
    Outcome outcome,
    @Nullable String reason,
    @Nullable String from,
    @Nullable String watermark,
    long rows,
    Changes changes,
    Duration duration) {}
