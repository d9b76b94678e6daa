package dev.midnight.storm.http;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The load generator wrk: each connection asks again as soon as it was answered. */
record Wrk(int connections) implements LoadGenerator {

  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
  private static final Pattern P99 = Pattern.compile("99%\\s+([0-9.]+)(us|ms|s)\\b");
  private static final Pattern ERRORS =
      Pattern.compile("Non-2xx or 3xx responses: (\\d+)|Socket errors: (.*)");

  @Override
  public String title() {
    return "As fast as it answers: wrk, %d connections".formatted(connections);
  }

  @Override
  public Round run(String url, int seconds) throws IOException, InterruptedException {
    return parse(
        Generator.output(
            List.of(
                "wrk",
                "-t1",
                "-c" + connections,
                "-d" + seconds + "s",
                "--timeout",
                "10s",
                "--latency",
                url)));
  }

  static Round parse(String output) throws IOException {
    Matcher rate = RATE.matcher(output);
    Matcher p99 = P99.matcher(output);
    if (!rate.find() || !p99.find()) {
      throw new IOException("wrk printed no rate or no percentile: " + output);
    }
    Matcher errors = ERRORS.matcher(output);
    return new Round(
        Double.parseDouble(rate.group(1)),
        Double.parseDouble(p99.group(1)) * millis(p99.group(2)),
        errors.find() ? errors.group() : "none");
  }

  private static double millis(String unit) {
    return switch (unit) {
      case "us" -> 0.001;
      case "ms" -> 1;
      default -> 1_000;
    };
  }
}
