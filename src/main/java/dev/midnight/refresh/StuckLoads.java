package dev.midnight.refresh;

import dev.midnight.spi.StuckLoad;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The threads of cancelled loads that have not ended. While one lives, no load of its cache begins:
 * two would read the source at once. Thread-safe.
 */
public final class StuckLoads {

  private final List<Stuck> stuck = new CopyOnWriteArrayList<>();

  private record Stuck(long cycle, Thread thread, Instant cancelledAt) {}

  /** Makes an empty list. */
  public StuckLoads() {}

  void add(long cycle, Thread thread, Instant cancelledAt) {
    stuck.add(new Stuck(cycle, thread, cancelledAt));
  }

  boolean any() {
    stuck.removeIf(load -> !load.thread().isAlive());
    return !stuck.isEmpty();
  }

  /** Those that still live, with their stacks as they are now. */
  public List<StuckLoad> list() {
    return any() ? stuck.stream().map(StuckLoads::describe).toList() : List.of();
  }

  private static StuckLoad describe(Stuck load) {
    return new StuckLoad(
        load.cycle(),
        load.thread().getName(),
        load.cancelledAt(),
        Arrays.stream(load.thread().getStackTrace()).map(StackTraceElement::toString).toList());
  }
}
