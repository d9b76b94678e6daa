package dev.midnight.storm.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The process of a load generator of the system's own packages. */
final class Generator {

  private Generator() {}

  /** Runs it to its end. */
  static String output(List<String> command) throws IOException, InterruptedException {
    Process process = start(command);
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IOException(command.get(0) + " failed: " + output);
      }
      return output;
    } finally {
      process.destroyForcibly();
    }
  }

  private static Process start(List<String> command) throws IOException {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException missing) {
      String name = command.get(0);
      throw new IOException(
          "There is no %s to make requests with, so that nothing is measured. Install it (apt-get install %s), or run load-tests/http.sh, which does."
              .formatted(name, name),
          missing);
    }
  }
}
