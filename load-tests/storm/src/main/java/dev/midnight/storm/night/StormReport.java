package dev.midnight.storm.night;

import dev.midnight.storm.measure.Figures;
import dev.midnight.storm.measure.Latency;
import dev.midnight.storm.report.Plot;
import dev.midnight.storm.report.Report;
import dev.midnight.storm.report.Section;
import dev.midnight.storm.report.Table;
import dev.midnight.storm.systems.SystemName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Writes down what storms were like, one section for each JVM and share of changes. */
public final class StormReport {

  private StormReport() {}

  /** The page of all storms. */
  public static Report of(List<Storm.Outcome> outcomes, List<String> commands) {
    return new Report(
        "The midnight storm",
        outcomes.stream().map(StormReport::goal).toList(),
        commands,
        outcomes.stream().flatMap(outcome -> sections(outcome).stream()).toList(),
        outcomes);
  }

  private static String goal(Storm.Outcome outcome) {
    Latency midnight = during(outcome, SystemName.MIDNIGHT);
    Latency swap = during(outcome, SystemName.SWAP);
    return "%s: reader P99.9 during the refresh is %.2f ms with Midnight, %.1f ms with a swap of HashMaps: %.3f of it."
        .formatted(title(outcome), midnight.p999(), swap.p999(), midnight.p999() / swap.p999());
  }

  private static Latency during(Storm.Outcome outcome, SystemName system) {
    return outcome.results().stream()
        .filter(result -> result.system().equals(system.title()))
        .map(result -> result.probe().during())
        .findFirst()
        .orElse(Latency.NONE);
  }

  private static String title(Storm.Outcome outcome) {
    return "%s, %s %s, %.0f %% changed"
        .formatted(
            outcome.jvm(),
            Figures.count(outcome.settings().entries()),
            outcome.settings().wide() ? "wide rows" : "entries",
            100 * outcome.settings().changedShare());
  }

  private static List<Section> sections(Storm.Outcome outcome) {
    NightSettings size = outcome.settings();
    String text =
        "%d nights each, in a JVM of its own (%s). The probe looks up %s keys a second; %d clients make %s requests of eight keys a second. Latency counts from the moment at which a read was due."
            .formatted(
                size.nights(),
                String.join(" ", outcome.options()),
                Figures.count(size.lookupsPerSecond()),
                size.clients(),
                Figures.count(size.requestsPerSecond()));
    return List.of(
        Section.of(
            "Readers: " + title(outcome), text, latencies(outcome), bars(outcome), worst(outcome)),
        Section.of(
            "What it cost: " + title(outcome),
            "Missing and mixed are of all reads; lost are writes that no reader sees after a night."
                + " Source calls are readings of the whole list + calls for single keys in a night.",
            costs(outcome)));
  }

  private static Table latencies(Storm.Outcome outcome) {
    List<List<String>> rows = new ArrayList<>();
    for (NightResult result : outcome.results()) {
      List<String> row = new ArrayList<>(List.of(result.system()));
      NightResult.Phases probe = result.probe();
      for (Latency phase : List.of(probe.before(), probe.during(), probe.after())) {
        row.add(percentiles(phase));
      }
      row.add(percentiles(result.clients().during()));
      rows.add(row);
    }
    return new Table(
        List.of(
            "P50 / P99 / P99.9 / max, ms",
            "before",
            "during the refresh",
            "after",
            "clients, during"),
        rows);
  }

  private static String percentiles(Latency latency) {
    return String.format(
        Locale.ROOT,
        "%.2f / %.1f / %.1f / %.1f",
        latency.p50(),
        latency.p99(),
        latency.p999(),
        latency.max());
  }

  private static Table costs(Storm.Outcome outcome) {
    List<List<String>> rows = new ArrayList<>();
    for (NightResult result : outcome.results()) {
      rows.add(
          List.of(
              result.system(),
              Figures.count(result.harm().missing()),
              Figures.count(result.harm().mixed()),
              result.harm().written() < 0 ? "no writes" : Figures.count(result.harm().lost()),
              Figures.digits(result.cost().streams())
                  + " + "
                  + Figures.count((long) result.cost().calls()),
              Figures.bytes(result.cost().allocated()),
              "%d, %.0f ms, longest %.1f"
                  .formatted(
                      result.stops().count(),
                      result.stops().millis(),
                      result.stops().longestMillis()),
              Figures.digits(result.cost().cpuSeconds()) + " s",
              Figures.digits(result.times().refreshMillis()) + " ms",
              fresh(result, outcome.settings())));
    }
    return new Table(
        List.of(
            "system",
            "missing keys",
            "mixed reads",
            "lost writes",
            "source calls",
            "allocated",
            "pauses in all nights",
            "CPU",
            "refresh",
            "time to fresh"),
        rows);
  }

  private static String fresh(NightResult result, NightSettings settings) {
    return result.times().notFresh() > 0
        ? "%d of %d nights not in %d s"
            .formatted(result.times().notFresh(), settings.nights(), settings.patienceSeconds())
        : Figures.digits(result.times().freshMillis()) + " ms";
  }

  private static Plot bars(Storm.Outcome outcome) {
    List<NightResult> results = outcome.results();
    return new Plot(
        "Reader P99.9: before, during and after the refresh",
        Plot.Kind.BAR,
        "",
        "ms",
        true,
        results.stream().map(NightResult::system).toList(),
        List.of(
            new Plot.Series(
                "before", results.stream().map(r -> r.probe().before().p999()).toList()),
            new Plot.Series(
                "during", results.stream().map(r -> r.probe().during().p999()).toList()),
            new Plot.Series(
                "after", results.stream().map(r -> r.probe().after().p999()).toList())));
  }

  private static Plot worst(Storm.Outcome outcome) {
    int slots = outcome.results().get(0).worst().size();
    return new Plot(
        "The last night: the slowest lookup in each tenth of a second, midnight at 0",
        Plot.Kind.LINE,
        "seconds",
        "ms",
        true,
        IntStream.range(0, slots)
            .mapToObj(slot -> String.format(Locale.ROOT, "%.1f", slot / 10.0 - 1))
            .toList(),
        outcome.results().stream()
            .map(result -> new Plot.Series(result.system(), result.worst()))
            .toList());
  }
}
