package dev.midnight.storm.growth;

import dev.midnight.storm.measure.Figures;
import dev.midnight.storm.measure.Fork;
import dev.midnight.storm.measure.PowerLaw;
import dev.midnight.storm.report.Plot;
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
import java.util.function.ToDoubleFunction;

/** Measures sizes from a thousand entries upwards and fits an exponent to each figure. */
public final class Growth {

  private static final int SMALL_HEAP_ENTRIES = 100_000;

  private final Path java;
  private final List<Integer> sizes;
  private final List<Integer> caches;

  /** Sizes of one cache, and numbers of caches in one JVM. */
  public Growth(Path java, List<Integer> sizes, List<Integer> caches) {
    this.java = java;
    this.sizes = List.copyOf(sizes);
    this.caches = List.copyOf(caches);
  }

  /** Runs it, each size in a JVM of its own. */
  public Report run() throws IOException, InterruptedException {
    List<SizeFigures> bySize = new ArrayList<>();
    for (int entries : sizes) {
      System.out.printf("growth: %,d entries%n", entries);
      bySize.add(size(entries, entries > 1_000_000 ? "6g" : "1g"));
    }
    SizeFigures small = size(SMALL_HEAP_ENTRIES, "64m");
    List<ManyFigures> byNumber = new ArrayList<>();
    for (int number : caches) {
      System.out.printf("growth: %d caches%n", number);
      byNumber.add(
          fork("2g")
              .run(
                  ManyProcess.class,
                  ManyFigures.class,
                  List.of(Integer.toString(number), "10000")));
    }
    return report(bySize, small, byNumber);
  }

  private SizeFigures size(int entries, String heap) throws IOException, InterruptedException {
    return fork(heap).run(SizeProcess.class, SizeFigures.class, List.of(Integer.toString(entries)));
  }

  private Fork fork(String heap) {
    return new Fork(java, List.of("-Xmx" + heap, "-XX:+UseG1GC"), Duration.ofMinutes(5));
  }

  private static Map<String, ToDoubleFunction<SizeFigures>> figures() {
    Map<String, ToDoubleFunction<SizeFigures>> figures = new LinkedHashMap<>();
    figures.put("lookup, ns", SizeFigures::lookupNanos);
    figures.put("first refresh, ms", SizeFigures::buildMillis);
    figures.put("refresh, 0 % changed, ms", size -> size.unchanged().millis());
    figures.put("refresh, 1 %, ms", size -> size.onePercent().millis());
    figures.put("refresh, 10 %, ms", size -> size.tenPercent().millis());
    figures.put("refresh, 100 %, ms", size -> size.all().millis());
    figures.put("publish at most, µs", SizeFigures::publishMicros);
    figures.put("retained with rows, MiB", size -> size.retainedBytes() / (1 << 20));
    figures.put("table alone, MiB", size -> size.tableBytes() / (1 << 20));
    figures.put("allocated, 1 %, MiB", size -> size.onePercent().allocatedBytes() / (1 << 20));
    figures.put("allocated, 100 %, MiB", size -> size.all().allocatedBytes() / (1 << 20));
    return figures;
  }

  private static Report report(
      List<SizeFigures> bySize, SizeFigures small, List<ManyFigures> byNumber) {
    return new Report(
        "What grows, and how",
        List.of(
            "Each figure is the best of several rounds; the exponent is that of the power of the"
                + " number of entries that fits best: 1 is in proportion, 0 is not at all.",
            "%s entries in a heap of 64 MiB: refreshed with all rows changed in %.0f ms."
                .formatted(Figures.count(small.entries()), small.all().millis())),
        List.of("java -jar load-tests/storm/target/storm.jar growth"),
        List.of(sizes(bySize), numbers(byNumber)),
        new Written(bySize, small, byNumber));
  }

  private static Section sizes(List<SizeFigures> bySize) {
    List<String> headings = new ArrayList<>(List.of("entries"));
    bySize.forEach(size -> headings.add(Figures.count(size.entries())));
    headings.add("exponent");
    headings.add("fit");
    List<List<String>> rows = new ArrayList<>();
    List<Plot.Series> series = new ArrayList<>();
    figures()
        .forEach(
            (name, figure) -> {
              List<Double> values = bySize.stream().map(figure::applyAsDouble).toList();
              series.add(new Plot.Series(name, values));
              rows.add(row(name, bySize, values));
            });
    Plot plot =
        new Plot(
            "Both axes logarithmic",
            Plot.Kind.LINE,
            "entries",
            "",
            true,
            headings.subList(1, headings.size() - 2),
            series);
    return Section.of("By entries", "", new Table(headings, rows), plot);
  }

  private static List<String> row(String name, List<SizeFigures> bySize, List<Double> values) {
    List<String> row = new ArrayList<>(List.of(name));
    List<PowerLaw.Point> points = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      row.add(Figures.digits(values.get(i)));
      if (values.get(i) > 0) {
        points.add(new PowerLaw.Point(bySize.get(i).entries(), values.get(i)));
      }
    }
    PowerLaw law = points.size() < 2 ? new PowerLaw(0, 0, 0) : PowerLaw.through(points);
    row.add(String.format(Locale.ROOT, "%.2f", law.exponent()));
    row.add(String.format(Locale.ROOT, "%.2f", law.fit()));
    return row;
  }

  private static Section numbers(List<ManyFigures> byNumber) {
    Table table =
        new Table(
            List.of("caches of 10,000 entries", "refresh of all, ms", "threads", "heap in use"),
            byNumber.stream()
                .map(
                    many ->
                        List.of(
                            Integer.toString(many.caches()),
                            Figures.digits(many.refreshMillis()),
                            Integer.toString(many.threads()),
                            Figures.bytes(many.usedBytes())))
                .toList());
    return new Section(
        "By caches", "All refreshed at once, 1 % changed.", List.of(table), List.of());
  }

  /** The raw figures. */
  private record Written(
      List<SizeFigures> bySize, SizeFigures in64MiB, List<ManyFigures> byNumber) {}
}
