package dev.midnight.spi;

import dev.midnight.Trigger;
import dev.midnight.spi.CacheStatus.Pause;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a cache must still know after a restart, its data aside.
 *
 * @param lastGeneration the highest number given to a generation, rejected ones included
 * @param lastCycle the number of the newest cycle
 * @param openCycle the cycle that has begun and not ended; found at a start, a crash cut it off
 * @param pin what is pinned, or null
 * @param paused the pause of its schedule, or null
 * @param lastGoodRows the size of the last good load, or -1 before any
 * @param watermark up to which changes of the source are published, or null without deltas
 * @param history the last cycles, newest first
 * @param spans of a member of a group, newest first; empty of others
 */
public record CacheMemory(
    long lastGeneration,
    long lastCycle,
    @Nullable OpenCycle openCycle,
    @Nullable Pin pin,
    @Nullable Pause paused,
    long lastGoodRows,
    @Nullable String watermark,
    List<CycleReport> history,
    List<Span> spans) {

  /** Of a cache that has never done anything. */
  public static final CacheMemory EMPTY =
      new CacheMemory(0, 0, null, null, null, -1, null, List.of(), List.of());

  public CacheMemory {
    history = List.copyOf(history);
    spans = spans == null ? List.of() : List.copyOf(spans); // of an earlier form it is missing
  }

  /**
   * The cycles of its group, first and last, at whose end a generation was served. What the members
   * served at the end of one cycle belongs together.
   */
  public record Span(long generation, long from, long to) {}

  /** A cycle that has begun. */
  public record OpenCycle(long cycle, Trigger trigger, Instant startedAt) {}

  /**
   * An order to go on serving one generation, whatever is loaded.
   *
   * @param until when it ends by itself, or null
   */
  public record Pin(
      long generation, Instant since, @Nullable Instant until, @Nullable String reason) {}
}
