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
  private final List<LoadGenerator> generators;
  private int edits;

  /**
   * A load.
   *
   * @param rounds of each kind
   * @param seconds of a round
   * @param between two refreshes, in seconds
   * @param rate of the rounds at a fixed rate, in requests a second; 0 for no such rounds
   */
  public HttpLoad(Path java, Path jar, int rounds, int seconds, int between, int rate) {
    this.java = java;
    this.jar = jar;
    this.rounds = rounds;
    this.seconds = seconds;
    this.between = between;
    Wrk fast = new Wrk(CONNECTIONS);
    this.generators = rate == 0 ? List.of(fast) : List.of(new Hey(CONNECTIONS, rate), fast);
  }

  /** Runs it. */
  public Report run() throws IOException, InterruptedException {
    List<Rounds> measured = new ArrayList<>();
    try (Service service = Service.start(java, jar)) {
      String url = service.url(PARIS);
      System.out.println("http: warms up");
      new Wrk(CONNECTIONS).run(url, WARM_UP_SECONDS);
      for (LoadGenerator generator : generators) {
        refreshed(generator, service, url);
        measured.add(new Rounds(generator.title(), rounds(generator, service, url)));
      }
    }
    return report(measured);
  }

  private List<Pair> rounds(LoadGenerator generator, Service service, String url)
      throws IOException, InterruptedException {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      System.out.printf("http: %s, round %d of %d%n", generator.title(), i + 1, rounds);
      pairs.add(i % 2 == 0 ? pair(generator, service, url) : pairTurned(generator, service, url));
    }
    return pairs;
  }

  private Pair pair(LoadGenerator generator, Service service, String url)
      throws IOException, InterruptedException {
    LoadGenerator.Round without = generator.run(url, seconds);
    return refreshed(generator, service, url).beside(without);
  }

  private Pair pairTurned(LoadGenerator generator, Service service, String url)
      throws IOException, InterruptedException {
    Refreshed with = refreshed(generator, service, url);
    return with.beside(generator.run(url, seconds));
  }

  private Refreshed refreshed(LoadGenerator generator, Service service, String url)
      throws IOException, InterruptedException {
    service.edit(edits++);
    try (Refresher refresher = new Refresher(service, between).start()) {
      return new Refreshed(generator.run(url, seconds), refresher.asked());
    }
  }

  private Report report(List<Rounds> measured) {
    List<String> summary = new ArrayList<>();
    for (Rounds rounds : measured) {
      summary.add(rounds.summary(between));
    }
    summary.add(
        "The goal is 3 %% at most. The load generator runs on the same machine and takes its share of it; %d s a round."
            .formatted(seconds));
    return new Report(
        "The quickstart under load, with refreshes and without",
        summary,
        List.of(
            "mvn -q -f examples/pom.xml -Dmaven.test.skip=true package",
            "java -jar load-tests/storm/target/storm.jar http"),
        measured.stream().map(rounds -> section(rounds)).toList(),
        measured);
  }

  private static Section section(Rounds rounds) {
    List<Pair> pairs = rounds.pairs();
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
    return Section.of(rounds.title(), "", table, plot(pairs));
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

  /** The pairs of one generator. */
  private record Rounds(String title, List<Pair> pairs) {

    String summary(int between) {
      double rate =
          median(pairs, p -> p.with().requestsPerSecond() / p.without().requestsPerSecond());
      double tail = median(pairs, p -> p.with().p99Millis() / p.without().p99Millis());
      return "%s. With a refresh of 170,000 rows every %d s: %.3f of the requests per second and %.2f of the P99, medians of %d pairs of rounds."
          .formatted(title, between, rate, tail, pairs.size());
    }
  }

  /** A round with refreshes. */
  private record Refreshed(LoadGenerator.Round round, int refreshes) {

    Pair beside(LoadGenerator.Round without) {
      return new Pair(without, round, refreshes);
    }
  }

  /** Two rounds that followed each other. */
  private record Pair(LoadGenerator.Round without, LoadGenerator.Round with, int refreshes) {}
}
