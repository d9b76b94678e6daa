package dev.midnight.storm.http;

import dev.midnight.storm.measure.Figures;
import dev.midnight.storm.report.Plot;
import dev.midnight.storm.report.Report;
import dev.midnight.storm.report.Section;
import dev.midnight.storm.report.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The quickstart under load, in rounds without and with refreshes by turns. */
public final class HttpLoad {

  private static final String PARIS = "/cities?country=FR&admin1=11&admin2=75&name=Paris";
  private static final int CONNECTIONS = 32;
  private static final int WARM_UP_SECONDS = 30;

  private final Path java;
  private final Path jar;
  private final int rounds;
  private final int seconds;
  private final int between;
  private int edits;

  /**
   * A load.
   *
   * @param rounds of each kind
   * @param seconds of a round
   * @param between two refreshes, in seconds
   */
  public HttpLoad(Path java, Path jar, int rounds, int seconds, int between) {
    this.java = java;
    this.jar = jar;
    this.rounds = rounds;
    this.seconds = seconds;
    this.between = between;
  }

  /** Runs it. */
  public Report run() throws IOException, InterruptedException {
    List<Pair> pairs = new ArrayList<>();
    try (Service service = Service.start(java, jar)) {
      String url = service.url(PARIS);
      System.out.println("http: warms up");
      Wrk.run(url, CONNECTIONS, WARM_UP_SECONDS);
      refreshed(service, url);
      for (int i = 0; i < rounds; i++) {
        System.out.printf("http: round %d of %d%n", i + 1, rounds);
        pairs.add(i % 2 == 0 ? pair(service, url) : pairTurned(service, url));
      }
    }
    return report(pairs);
  }

  private Pair pair(Service service, String url) throws IOException, InterruptedException {
    Wrk.Round without = Wrk.run(url, CONNECTIONS, seconds);
    return refreshed(service, url).beside(without);
  }

  private Pair pairTurned(Service service, String url) throws IOException, InterruptedException {
    Refreshed with = refreshed(service, url);
    return with.beside(Wrk.run(url, CONNECTIONS, seconds));
  }

  private Refreshed refreshed(Service service, String url)
      throws IOException, InterruptedException {
    service.edit(edits++);
    try (Refresher refresher = new Refresher(service, between).start()) {
      return new Refreshed(Wrk.run(url, CONNECTIONS, seconds), refresher.asked());
    }
  }

  private Report report(List<Pair> pairs) {
    double rate =
        median(pairs, p -> p.with().requestsPerSecond() / p.without().requestsPerSecond());
    double tail = median(pairs, p -> p.with().p99Millis() / p.without().p99Millis());
    Table table =
        new Table(
            List.of(
                "round",
                "without: requests/s",
                "P99",
                "with: requests/s",
                "P99",
                "refreshes",
                "errors"),
            IntStream.range(0, pairs.size()).mapToObj(i -> row(i, pairs.get(i))).toList());
    return new Report(
        "The quickstart under load, with refreshes and without",
        List.of(
            "With a refresh of 170,000 rows every %d s: %.3f of the requests per second and %.2f of the P99, medians of %d pairs of rounds; the goal is 3 %% at most."
                .formatted(between, rate, tail, pairs.size()),
            "wrk, %d connections, %d s a round, runs on the same machine and takes its share of it."
                .formatted(CONNECTIONS, seconds)),
        List.of(
            "mvn -q -f examples/pom.xml -Dmaven.test.skip=true package",
            "java -jar load-tests/storm/target/storm.jar http"),
        List.of(Section.of("Rounds", "", table, plot(pairs))),
        pairs);
  }

  private static double median(List<Pair> pairs, ToDoubleFunction<Pair> figure) {
    double[] sorted = pairs.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static List<String> row(int round, Pair pair) {
    return List.of(
        Integer.toString(round + 1),
        Figures.count((long) pair.without().requestsPerSecond()),
        Figures.digits(pair.without().p99Millis()) + " ms",
        Figures.count((long) pair.with().requestsPerSecond()),
        Figures.digits(pair.with().p99Millis()) + " ms",
        Integer.toString(pair.refreshes()),
        String.format(Locale.ROOT, "%s / %s", pair.without().errors(), pair.with().errors()));
  }

  private static Plot plot(List<Pair> pairs) {
    return new Plot(
        "Requests per second",
        Plot.Kind.BAR,
        "round",
        "",
        false,
        IntStream.rangeClosed(1, pairs.size()).mapToObj(String::valueOf).toList(),
        List.of(
            new Plot.Series(
                "without", pairs.stream().map(p -> p.without().requestsPerSecond()).toList()),
            new Plot.Series(
                "with refreshes", pairs.stream().map(p -> p.with().requestsPerSecond()).toList())));
  }

  /** A round with refreshes. */
  private record Refreshed(Wrk.Round round, int refreshes) {

    Pair beside(Wrk.Round without) {
      return new Pair(without, round, refreshes);
    }
  }

  /** Two rounds that followed each other. */
  private record Pair(Wrk.Round without, Wrk.Round with, int refreshes) {}
}
