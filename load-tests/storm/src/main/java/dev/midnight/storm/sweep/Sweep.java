package dev.midnight.storm.sweep;

import dev.midnight.storm.measure.Figures;
import dev.midnight.storm.measure.Fork;
import dev.midnight.storm.report.Plot;
import dev.midnight.storm.report.Report;
import dev.midnight.storm.report.Section;
import dev.midnight.storm.report.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Sweeps the share of writes over all structures, and compares them. */
public final class Sweep {

  private final Path java;
  private final SweepSettings settings;

  /** A sweep with one JVM after the other. */
  public Sweep(Path java, SweepSettings settings) {
    this.java = java;
    this.settings = settings;
  }

  /** Runs it. */
  public Report run() throws IOException, InterruptedException {
    Fork fork =
        new Fork(java, List.of("-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch"), Duration.ofMinutes(10));
    List<Cell> cells = new ArrayList<>();
    for (Structure structure : Structure.values()) {
      System.out.println("sweep: " + structure.title());
      List<String> arguments = new ArrayList<>(List.of(structure.name()));
      arguments.addAll(settings.asArguments());
      cells.addAll(List.of(fork.run(SweepProcess.class, Cell[].class, arguments)));
    }
    return report(new Curves(cells));
  }

  private Report report(Curves curves) {
    List<Section> sections = new ArrayList<>();
    for (boolean hot : new boolean[] {true, false}) {
      for (int threads : settings.threads()) {
        sections.add(section(curves, hot, threads));
      }
    }
    return new Report(
        "How throughput falls with the share of writes",
        List.of(
            "Each structure relative to its own read-only throughput, and to ConcurrentHashMap's at"
                + " the same share; the time until the last write is visible counts.",
            "The classic rule: under 15 % writes leave a concurrent map alone; from 15 to 40 %"
                + " (throughput down 22 to 65 %) a read-write lock; above 40 % (down 78 %) shards."),
        List.of("java -jar load-tests/storm/target/storm.jar sweep"),
        sections,
        curves.cells());
  }

  private Section section(Curves curves, boolean hot, int threads) {
    List<String> headings = new ArrayList<>(List.of("writes"));
    for (Structure structure : Structure.values()) {
      headings.add(structure.title());
    }
    List<List<String>> rows = new ArrayList<>();
    for (int share : settings.shares()) {
      List<String> row = new ArrayList<>(List.of(share + " %"));
      for (Structure structure : Structure.values()) {
        double own = curves.toReadOnly(structure, hot, threads, share);
        double map = curves.toConcurrentMap(structure, hot, threads, share);
        row.add("%.2f of its own, %.2f of the map".formatted(own, map));
      }
      rows.add(row);
    }
    String keys = hot ? "1,000 hot keys" : Figures.count(SweepSettings.KEYS) + " keys";
    return Section.of(
        "%d threads, %s".formatted(threads, keys),
        "Read-only, the concurrent map does %s operations a second."
            .formatted(
                Figures.count((long) curves.perSecond(Structure.CONCURRENT_MAP, hot, threads, 0))),
        new Table(headings, rows),
        plot(curves, hot, threads));
  }

  private Plot plot(Curves curves, boolean hot, int threads) {
    double base = curves.perSecond(Structure.CONCURRENT_MAP, hot, threads, 0);
    return new Plot(
        "Throughput, 1 = ConcurrentHashMap, read-only",
        Plot.Kind.LINE,
        "% writes",
        "relative",
        false,
        settings.shares().stream().map(String::valueOf).toList(),
        Stream.of(Structure.values())
            .map(
                structure ->
                    new Plot.Series(
                        structure.title(),
                        settings.shares().stream()
                            .map(share -> curves.perSecond(structure, hot, threads, share) / base)
                            .toList()))
            .toList());
  }
}
