package dev.midnight.storm.hazards;

import dev.midnight.storm.measure.Figures;
import dev.midnight.storm.report.Report;
import dev.midnight.storm.report.Section;
import dev.midnight.storm.report.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Shows all hazards, one after the other, without Midnight and with it. */
public final class HazardTour {

  private final Duration each;

  /** A tour that spends so much time on each side of each hazard. */
  public HazardTour(Duration each) {
    this.each = each;
  }

  static List<Hazard> hazards() {
    return List.of(
        new UnsharedMapShared(),
        new ClearedAndRefilled(),
        new WriteDuringSwap(),
        new DirtyFlagClearedEarly(),
        new Stampede(),
        new RequestTimesOut(),
        new LabelsScraped(),
        new ClockJumps());
  }

  /** Runs it and says what was seen. */
  public Report run() throws Exception {
    List<Seen> seen = new ArrayList<>();
    for (Hazard hazard : hazards()) {
      Toll without = new Toll();
      hazard.unguarded(Effort.of(each, Long.MAX_VALUE), without);
      Toll with = new Toll();
      hazard.withMidnight(Effort.of(each, Long.MAX_VALUE), with);
      seen.add(new Seen(hazard.name(), hazard.story(), without.sighting(), with.sighting()));
    }
    return report(seen);
  }

  static Report report(List<Seen> seen) {
    Table table =
        new Table(
            List.of("hazard", "mean window", "probability", "harm seen", "trials", "with Midnight"),
            seen.stream().map(HazardTour::row).toList());
    Table stories =
        new Table(
            List.of("hazard", "what happens"),
            seen.stream().map(one -> List.of(one.hazard(), one.story())).toList());
    long harmed = seen.stream().mapToLong(one -> one.withMidnight().harmed()).sum();
    return new Report(
        "What goes wrong with shared maps at midnight",
        List.of(
            "%d hazards, each run into on purpose.".formatted(seen.size()),
            "With Midnight, the same work was harmed %d times.".formatted(harmed)),
        List.of("java -jar load-tests/storm/target/storm.jar hazards"),
        List.of(
            new Section(
                "Seen",
                "Probability is harm per trial. Windows are as wide as this machine is slow.",
                List.of(table),
                List.of()),
            new Section("Explained", "", List.of(stories), List.of())),
        seen);
  }

  private static List<String> row(Seen seen) {
    Sighting without = seen.without();
    Sighting with = seen.withMidnight();
    return List.of(
        seen.hazard(),
        Figures.nanos((double) without.windowNanos()),
        String.format(Locale.ROOT, "%.3g", without.probability()),
        without.kindsAsText(),
        Figures.count(without.trials()),
        "%s of %s".formatted(Figures.count(with.harmed()), Figures.count(with.trials())));
  }

  /** Both sides of a hazard. */
  record Seen(String hazard, String story, Sighting without, Sighting withMidnight) {}
}
