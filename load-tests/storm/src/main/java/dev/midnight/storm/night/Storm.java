package dev.midnight.storm.night;

import dev.midnight.storm.measure.Fork;
import dev.midnight.storm.measure.Pauses;
import dev.midnight.storm.measure.Pauses.Pause;
import dev.midnight.storm.systems.SystemName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs the systems one after the other, each in a JVM of its own with the same options. */
public final class Storm {

  private final Jvm jvm;
  private final NightSettings settings;

  /** A storm of one size on one JVM. */
  public Storm(Jvm jvm, NightSettings settings) {
    this.jvm = jvm;
    this.settings = settings;
  }

  /**
   * A JVM and its options.
   *
   * @param title for tables
   */
  public record Jvm(String title, Path java, List<String> options) {

    public Jvm {
      options = List.copyOf(options);
    }
  }

  /** What all systems did on one JVM. */
  public record Outcome(
      String jvm, List<String> options, NightSettings settings, List<NightResult> results) {

    public Outcome {
      options = List.copyOf(options);
      results = List.copyOf(results);
    }
  }

  /** Runs all, and says which it runs as it goes. */
  public Outcome run(List<SystemName> systems) throws IOException, InterruptedException {
    List<NightResult> results = new ArrayList<>();
    for (SystemName system : systems) {
      System.out.printf(
          "storm: %s, %.0f %% changed, %s%n",
          system.title(), settings.changedShare() * 100, jvm.title());
      results.add(run(system));
    }
    return new Outcome(jvm.title(), jvm.options(), settings, results);
  }

  private NightResult run(SystemName system) throws IOException, InterruptedException {
    Path log = Files.createTempFile("storm-safepoints-", ".log");
    try {
      List<String> options = new ArrayList<>(jvm.options());
      options.add(Pauses.option(log));
      List<String> arguments = new ArrayList<>(List.of(system.name()));
      arguments.addAll(settings.asArguments());
      NightProcess.Measured measured =
          new Fork(jvm.java(), options, Duration.ofMinutes(5))
              .run(NightProcess.class, NightProcess.Measured.class, arguments);
      return withPauses(measured, Pauses.read(log));
    } finally {
      Files.deleteIfExists(log);
    }
  }

  static NightResult withPauses(NightProcess.Measured measured, List<Pause> pauses) {
    long[] duringNights =
        pauses.stream()
            .filter(pause -> measured.nights().stream().anyMatch(night -> within(pause, night)))
            .mapToLong(Pause::nanos)
            .sorted()
            .toArray();
    long total = 0;
    for (long nanos : duringNights) {
      total += nanos;
    }
    int count = duringNights.length;
    double longest = count == 0 ? 0 : duringNights[count - 1] / 1e6;
    return measured.result().with(new NightResult.Stops(count, total / 1e6, longest));
  }

  private static boolean within(Pause pause, Night night) {
    long length = (night.end() - night.midnight()) / 1_000_000;
    return pause.ended() >= night.uptimeMillis() && pause.ended() <= night.uptimeMillis() + length;
  }
}
