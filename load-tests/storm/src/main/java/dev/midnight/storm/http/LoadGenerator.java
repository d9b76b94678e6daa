package dev.midnight.storm.http;

import java.io.IOException;

/** What makes requests, in a process of its own. */
interface LoadGenerator {

  /** For a heading: how fast it asks. */
  String title();

  /** Asks for so many seconds. */
  Round run(String url, int seconds) throws IOException, InterruptedException;

  /** What one run printed. */
  record Round(double requestsPerSecond, double p99Millis, String errors) {}
}
