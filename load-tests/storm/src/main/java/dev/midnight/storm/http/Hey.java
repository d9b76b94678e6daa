package dev.midnight.storm.http;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The load generator hey: each connection asks at a fixed rate, and later where an answer took
 * longer than the time until its next request.
 *
 * @param rate requests a second of all connections together; a multiple of their number
 */
record Hey(int connections, int rate) implements LoadGenerator {

  private static final double MILLIS = 1_000;
  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
  private static final Pattern P99 = Pattern.compile("99% in ([0-9.]+) secs");
  private static final Pattern FAILED = Pattern.compile("\\[[13-5]\\d\\d]\\s+\\d+ responses");
  private static final Pattern ERRORS = Pattern.compile("Error distribution:\\s+(.*)");

  Hey {
    if (rate < connections || rate % connections != 0) {
      throw new IllegalArgumentException(
          "--rate=%d is no multiple of the %d connections, so that they cannot share it. Give one, or 0 for none."
              .formatted(rate, connections));
    }
  }

  @Override
  public String title() {
    return "At a fixed rate: hey, %d requests a second by %d connections"
        .formatted(rate, connections);
  }

  @Override
  public Round run(String url, int seconds) throws IOException, InterruptedException {
    return parse(
        Generator.output(
            List.of(
                "hey",
                "-z",
                seconds + "s",
                "-c",
                Integer.toString(connections),
                "-q",
                Integer.toString(rate / connections),
                url)));
  }

  static Round parse(String output) throws IOException {
    Matcher rate = RATE.matcher(output);
    Matcher p99 = P99.matcher(output);
    if (!rate.find() || !p99.find()) {
      throw new IOException("hey printed no rate or no percentile: " + output);
    }
    return new Round(
        Double.parseDouble(rate.group(1)),
        Double.parseDouble(p99.group(1)) * MILLIS,
        errors(output));
  }

  private static String errors(String output) {
    Matcher errors = ERRORS.matcher(output);
    if (errors.find()) {
      return errors.group(1).strip();
    }
    Matcher failed = FAILED.matcher(output);
    return failed.find() ? failed.group() : "none";
  }
}
