package dev.midnight.storm;

import dev.midnight.storm.growth.Growth;
import dev.midnight.storm.hazards.HazardTour;
import dev.midnight.storm.http.HttpLoad;
import dev.midnight.storm.measure.Fork;
import dev.midnight.storm.measure.Machine;
import dev.midnight.storm.report.Report;
import dev.midnight.storm.report.ReportFiles;
import dev.midnight.storm.report.Section;
import dev.midnight.storm.report.Table;
import dev.midnight.storm.soak.Soak;
import dev.midnight.storm.soak.SoakReport;
import dev.midnight.storm.sweep.Sweep;
import dev.midnight.storm.sweep.SweepSettings;
import dev.midnight.storm.writes.WriteCosts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code java -jar storm.jar <command> [--quick] [--name=value …]}; see README.md. */
public final class Main {

  private static final Map<String, Command> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put(
        "hazards",
        options -> new HazardTour(options.duration("each", ofSeconds(options, 2, 10))).run());
    COMMANDS.put("storm", new StormCommand());
    COMMANDS.put(
        "sweep", options -> new Sweep(Fork.thisJava(), SweepSettings.of(options.quick())).run());
    COMMANDS.put(
        "growth",
        options ->
            new Growth(
                    Fork.thisJava(),
                    options.numbers(
                        "sizes",
                        List.of(1_000, 10_000, 100_000, 1_000_000),
                        List.of(1_000, 10_000, 100_000, 1_000_000, 10_000_000)),
                    options.numbers("caches", List.of(1, 20), List.of(1, 10, 50, 200)))
                .run());
    COMMANDS.put(
        "writes",
        options ->
            new WriteCosts(
                    Fork.thisJava(),
                    options.numbers("sizes", List.of(1_000_000), List.of(1_000_000, 10_000_000)),
                    options.number("seconds", 10, 20))
                .run());
    COMMANDS.put(
        "soak",
        options ->
            SoakReport.of(new Soak(options.duration("time", ofSeconds(options, 45, 600))).run()));
    COMMANDS.put(
        "http",
        options ->
            new HttpLoad(
                    Fork.thisJava(),
                    Path.of(options.text("jar", "examples/quickstart/target/quickstart.jar")),
                    options.number("rounds", 4, 10),
                    options.number("seconds", 10, 15),
                    options.number("between", 3, 3),
                    options.number("rate", 2_048, 2_048))
                .run());
  }

  private Main() {}

  /** Runs the named commands or all of them. */
  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    ReportFiles files =
        new ReportFiles(Path.of(options.text("out", "target/storm")), Machine.describe());
    List<String> wanted = options.commands(List.copyOf(COMMANDS.keySet()));
    for (Map.Entry<String, Command> command : COMMANDS.entrySet()) {
      if (wanted.contains(command.getKey())) {
        run(command.getKey(), command.getValue(), options, files);
      }
    }
  }

  private static void run(String name, Command command, Options options, ReportFiles files)
      throws Exception {
    Report report = command.run(options);
    print(report);
    System.out.println("\n" + files.write(name, report).toUri() + "\n");
  }

  private static Duration ofSeconds(Options options, long quick, long full) {
    return Duration.ofSeconds(options.quick() ? quick : full);
  }

  private static void print(Report report) {
    System.out.println("\n# " + report.title() + "\n");
    report.summary().forEach(sentence -> System.out.println("- " + sentence));
    for (Section section : report.sections()) {
      System.out.println("\n## " + section.title() + "\n\n" + section.text() + "\n");
      section.tables().stream().map(Table::markdown).forEach(System.out::println);
    }
  }
}
