package dev.midnight.storm.writes;

import dev.midnight.storm.measure.Figures;
import dev.midnight.storm.measure.Fork;
import dev.midnight.storm.report.Report;
import dev.midnight.storm.report.Section;
import dev.midnight.storm.report.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes of uniform keys: what a drain copies and costs at a steady rate, by the size of the table;
 * and how many of 64 writers' acquisitions of a shard's lock wait when they write as they can.
 */
public final class WriteCosts {

  private static final int RATE = 10_000;
  private static final int WRITERS = 64;

  private final Path java;
  private final List<Integer> sizes;
  private final int seconds;

  /** Of tables of these sizes, so many seconds each. */
  public WriteCosts(Path java, List<Integer> sizes, int seconds) {
    this.java = java;
    this.sizes = List.copyOf(sizes);
    this.seconds = seconds;
  }

  /** Runs it. */
  public Report run() throws IOException, InterruptedException {
    Map<Integer, WriteFigures> steady = new LinkedHashMap<>();
    for (int size : sizes) {
      System.out.printf("writes: %,d a second into %,d entries%n", RATE, size);
      steady.put(size, measure(size, 1, RATE));
    }
    System.out.printf("writes: %d writers%n", WRITERS);
    int crowded = sizes.get(0);
    WriteFigures crowd = measure(crowded, WRITERS, 0);
    return new Report(
        "What writes of uniform keys cost",
        List.of(
            "The goals: a drainer that takes less than a tenth of a core; 1 %% of the acquisitions of a shard's lock at most that wait. Seen: %.2f %% of %s."
                .formatted(100 * crowd.waited(), Figures.count(crowd.free() + crowd.contended()))),
        List.of("java -jar load-tests/storm/target/storm.jar writes"),
        List.of(
            Section.of(
                "Drains, %,d writes a second".formatted(RATE),
                "Bytes and processor time are those of the drainer's thread.",
                drains(steady)),
            Section.of(
                "%d writers of %,d keys, as fast as they can".formatted(WRITERS, crowded),
                "",
                locks(crowd))),
        Map.of("steady", steady, "crowd", crowd));
  }

  private WriteFigures measure(int entries, int writers, int rate)
      throws IOException, InterruptedException {
    String heap = entries > 1_000_000 ? "-Xmx8g" : "-Xmx2g";
    return new Fork(java, List.of(heap), Duration.ofSeconds(120 + 4L * seconds))
        .run(
            WriteProcess.class,
            WriteFigures.class,
            List.of(
                Integer.toString(entries),
                Integer.toString(writers),
                Integer.toString(rate),
                Integer.toString(seconds)));
  }

  private static Table drains(Map<Integer, WriteFigures> steady) {
    List<List<String>> rows = new ArrayList<>();
    steady.forEach(
        (size, run) ->
            rows.add(
                List.of(
                    Figures.count(size),
                    Figures.count(Math.round(run.writesPerSecond())),
                    Figures.digits(run.millisBetweenDrains()) + " ms",
                    Figures.bytes(run.bytesPerDrain()),
                    Figures.nanos(run.nanosPerDrain()),
                    percent(run.core()))));
    return new Table(
        List.of(
            "entries", "writes/s", "between drains", "bytes a drain", "CPU a drain", "of a core"),
        rows);
  }

  private static Table locks(WriteFigures crowd) {
    return new Table(
        List.of("writes/s", "acquisitions", "that waited", "share"),
        List.of(
            List.of(
                Figures.count(Math.round(crowd.writesPerSecond())),
                Figures.count(crowd.free() + crowd.contended()),
                Figures.count(crowd.contended()),
                percent(crowd.waited()))));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }
}
