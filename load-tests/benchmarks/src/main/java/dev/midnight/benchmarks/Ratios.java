package dev.midnight.benchmarks;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** The command line of JMH, and after the run each result as a ratio to {@code HashMap}'s. */
public final class Ratios {

  private Ratios() {}

  public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
    OptionsBuilder options = new OptionsBuilder();
    options.parent(new CommandLineOptions(arguments));
    options.resultFormat(ResultFormatType.JSON).result("target/ratios.json");
    print(new Runner(options.build()).run());
  }

  private static void print(Collection<RunResult> results) {
    Map<String, Double> scores = new TreeMap<>();
    results.forEach(result -> scores.put(name(result, ""), result.getPrimaryResult().getScore()));
    System.out.printf("%n%-90s %12s %8s%n", "benchmark", "score", "ratio");
    for (RunResult result : results) {
      Double base = scores.get(name(result, "HASH_MAP"));
      double score = result.getPrimaryResult().getScore();
      System.out.printf(
          "%-90s %12.1f %8s%n",
          name(result, ""), score, base == null ? "" : String.format("%.2f", score / base));
    }
  }

  /** The benchmark with its parameters, the peer replaced by another where one is named. */
  private static String name(RunResult result, String peer) {
    var parameters = result.getParams();
    StringBuilder name = new StringBuilder(parameters.getBenchmark().replaceAll(".*\\.(.*\\..*)", "$1"));
    for (String key : parameters.getParamsKeys()) {
      boolean replaced = key.equals("peer") && !peer.isEmpty();
      name.append(' ').append(replaced ? peer : parameters.getParam(key));
    }
    return name.append(' ').append(parameters.getThreads()).append('t').toString();
  }
}
