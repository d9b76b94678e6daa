package dev.midnight.storm.soak;

import dev.midnight.storm.measure.Figures;
import dev.midnight.storm.report.Plot;
import dev.midnight.storm.report.Report;
import dev.midnight.storm.report.Section;
import dev.midnight.storm.report.Table;
import java.util.ArrayList;
import java.util.List;

/** Writes down what came of a soak. */
public final class SoakReport {

  private SoakReport() {}

  /** The page of one soak. */
  public static Report of(SoakResult result) {
    List<String> summary = new ArrayList<>();
    summary.add(
        "%d s: refreshes %s, %s requests, %s writes."
            .formatted(
                result.seconds(),
                result.outcomes(),
                Figures.count(result.reads()),
                Figures.count(result.writes())));
    summary.add(result.complaints().isEmpty() ? "All flat and all true." : "NOT as it must be:");
    summary.addAll(result.complaints());
    return new Report(
        "Soak",
        summary,
        List.of("java -jar load-tests/storm/target/storm.jar soak --time=" + result.seconds()),
        List.of(readings(result.readings())),
        result);
  }

  private static Section readings(List<Reading> readings) {
    Table table =
        new Table(
            List.of("second", "heap", "threads", "files", "meters"),
            readings.stream()
                .map(
                    reading ->
                        List.of(
                            Long.toString(reading.second()),
                            Figures.bytes((double) reading.heapBytes()),
                            Integer.toString(reading.threads()),
                            Long.toString(reading.files()),
                            Integer.toString(reading.meters())))
                .toList());
    Plot heap =
        new Plot(
            "Heap in use after a collection",
            Plot.Kind.LINE,
            "second",
            "MiB",
            false,
            readings.stream().map(reading -> Long.toString(reading.second())).toList(),
            List.of(
                new Plot.Series(
                    "heap",
                    readings.stream().map(r -> r.heapBytes() / (double) (1 << 20)).toList())));
    return Section.of("Readings", "", table, heap);
  }
}
