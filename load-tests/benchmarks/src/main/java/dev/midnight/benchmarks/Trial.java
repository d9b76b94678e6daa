package dev.midnight.benchmarks;

import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** One configuration of one JMH benchmark, and its score once it was run. */
record Trial(Class<?> benchmark, String method, int threads, Map<String, String> parameters) {

  /** Or the compiler gets one share of many, and interpreted code is measured for a minute. */
  private static final String COMPILE_IN_FRONT = "-Xbatch";

  private static final String ALLOCATED = "gc.alloc.rate.norm";

  /** Nanoseconds, or what the benchmark's unit is, with the bytes allocated for each call. */
  record Score(double time, double bytes) {}

  static Trial of(Class<?> benchmark, String method, int threads) {
    return new Trial(benchmark, method, threads, Map.of());
  }

  Trial with(String parameter, Object value) {
    Map<String, String> more = new TreeMap<>(parameters);
    more.put(parameter, value.toString());
    return new Trial(benchmark, method, threads, more);
  }

  Score run(Mode mode) throws RunnerException {
    ChainedOptionsBuilder options =
        mode.applyTo(new OptionsBuilder())
            .include("^" + benchmark.getName().replace(".", "\\.") + "\\." + method + "$")
            .threads(threads)
            .verbosity(VerboseMode.SILENT)
            .addProfiler(GCProfiler.class);
    parameters.forEach(options::param);
    if (threads > Runtime.getRuntime().availableProcessors()) {
      options.jvmArgsAppend(COMPILE_IN_FRONT);
    }
    RunResult run = new Runner(options.build()).runSingle();
    Result<?> bytes = run.getSecondaryResults().get(ALLOCATED);
    Score score =
        new Score(best(run.getPrimaryResult()), bytes == null ? Double.NaN : bytes.getScore());
    System.out.printf("  %-100s %10.2f %8.2f B%n", this, score.time(), score.bytes());
    return score;
  }

  /** The iteration that other work on the machine disturbed least. */
  private static double best(Result<?> result) {
    boolean time = !result.getScoreUnit().startsWith("ops");
    return time ? result.getStatistics().getMin() : result.getStatistics().getMax();
  }

  @Override
  public String toString() {
    return benchmark.getSimpleName() + "." + method + " " + parameters + " " + threads + "t";
  }
}
