package dev.midnight.generations;

import dev.midnight.Changes;
import dev.midnight.Outcome;
import dev.midnight.RefreshResult;
import dev.midnight.spi.CacheMemory;
import dev.midnight.spi.CycleReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The history of an earlier process, with the cycle that its end cut off. */
final class CutOff {

  private CutOff() {}

  /** Newest first. */
  static List<CycleReport> completed(String cache, CacheMemory memory) {
    CacheMemory.OpenCycle open = memory.openCycle();
    if (open == null) {
      return memory.history();
    }
    RefreshResult result =
        new RefreshResult(
            Outcome.FAILED,
            "cut off by the end of the process",
            memory.lastGeneration(),
            0,
            0,
            Changes.NONE,
            Duration.ZERO,
            Map.of());
    List<CycleReport> history = new ArrayList<>();
    history.add(
        new CycleReport(
            cache,
            open.cycle(),
            open.trigger(),
            open.startedAt(),
            Duration.ZERO,
            result,
            0,
            null,
            false));
    history.addAll(memory.history());
    return history;
  }
}
