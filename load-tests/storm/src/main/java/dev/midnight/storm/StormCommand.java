package dev.midnight.storm;

import dev.midnight.storm.measure.Fork;
import dev.midnight.storm.night.NightSettings;
import dev.midnight.storm.night.Storm;
import dev.midnight.storm.night.StormReport;
import dev.midnight.storm.report.Report;
import dev.midnight.storm.systems.SystemName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * All systems, under G1 on the JVM that runs this and under generational ZGC on a JDK 25 where one
 * is found, with 1 % and, in full size, with all of the rows changed.
 *
 * <p>Options: {@code --systems=MIDNIGHT,SWAP}, {@code --changed=0.01,1}, {@code --jvms=g1,zgc},
 * {@code --rows=narrow,wide}.
 */
final class StormCommand implements Command {

  @Override
  public Report run(Options options) throws Exception {
    List<SystemName> systems =
        values(options, "systems", List.of(SystemName.values()), SystemName::valueOf);
    List<Double> shares =
        values(
            options,
            "changed",
            options.quick() ? List.of(0.01) : List.of(0.01, 1.0),
            Double::valueOf);
    List<Storm.Outcome> outcomes = new ArrayList<>();
    for (Storm.Jvm jvm : jvms(options)) {
      for (boolean wide : values(options, "rows", List.of(false), StormCommand::wide)) {
        for (double share : shares) {
          NightSettings settings = NightSettings.of(options.quick(), share, wide);
          outcomes.add(new Storm(jvm, settings).run(systems));
        }
      }
    }
    return StormReport.of(
        outcomes, List.of("java -jar load-tests/storm/target/storm.jar storm " + options.line()));
  }

  private static boolean wide(String rows) {
    if (!rows.equals("wide") && !rows.equals("narrow")) {
      throw new IllegalArgumentException(
          "Rows '%s' are not known, so nothing is run. Name narrow, wide, or both with a comma between."
              .formatted(rows));
    }
    return rows.equals("wide");
  }

  private static <T> List<T> values(
      Options options, String name, List<T> all, Function<String, T> read) {
    String text = options.text(name, "");
    return text.isEmpty() ? all : Stream.of(text.split(",", -1)).map(read).toList();
  }

  private static List<Storm.Jvm> jvms(Options options) {
    String heap = options.quick() ? "1g" : "4g";
    List<String> common = List.of("-Xms" + heap, "-Xmx" + heap, "-XX:+AlwaysPreTouch");
    String wanted = options.text("jvms", "g1,zgc").toLowerCase(Locale.ROOT);
    List<Storm.Jvm> jvms = new ArrayList<>();
    if (wanted.contains("g1")) {
      String title = "G1 on " + Runtime.version().feature();
      jvms.add(new Storm.Jvm(title, Fork.thisJava(), with(common, "-XX:+UseG1GC")));
    }
    Path jdk25 = jdk25().resolve("bin").resolve("java");
    if (wanted.contains("zgc") && Files.isExecutable(jdk25)) {
      jvms.add(new Storm.Jvm("generational ZGC on 25", jdk25, with(common, "-XX:+UseZGC")));
    }
    return jvms;
  }

  private static Path jdk25() {
    String home = System.getenv("JDK25_HOME");
    return home != null
        ? Path.of(home)
        : Path.of(System.getProperty("java.home")).resolveSibling("temurin-25-jdk-amd64");
  }

  private static List<String> with(List<String> common, String collector) {
    List<String> options = new ArrayList<>(common);
    options.add(collector);
    return options;
  }
}
