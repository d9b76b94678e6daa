package dev.midnight.storm.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The load generator wrk, a process of its own. */
final class Wrk {

  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
  private static final Pattern P99 = Pattern.compile("99%\\s+([0-9.]+)(us|ms|s)\\b");
  private static final Pattern ERRORS =
      Pattern.compile("Non-2xx or 3xx responses: (\\d+)|Socket errors: (.*)");

  private Wrk() {}

  /** One run. */
  record Round(double requestsPerSecond, double p99Millis, String errors) {}

  static Round run(String url, int connections, int seconds)
      throws IOException, InterruptedException {
    Process wrk = start(url, connections, seconds);
    try {
      String output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (wrk.waitFor() != 0) {
        throw new IOException("wrk failed: " + output);
      }
      return parse(output);
    } finally {
      wrk.destroyForcibly();
    }
  }

  private static Process start(String url, int connections, int seconds) throws IOException {
    try {
      return new ProcessBuilder(
              List.of(
                  "wrk",
                  "-t1",
                  "-c" + connections,
                  "-d" + seconds + "s",
                  "--timeout",
                  "10s",
                  "--latency",
                  url))
          .redirectErrorStream(true)
          .start();
    } catch (IOException missing) {
      throw new IOException(
          "There is no wrk to make requests with, so that nothing is measured. Install it (apt-get install wrk), or run load-tests/http.sh, which does.",
          missing);
    }
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
