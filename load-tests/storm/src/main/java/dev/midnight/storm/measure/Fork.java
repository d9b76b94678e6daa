package dev.midnight.storm.measure;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs one measurement in a JVM of its own, so that none profits or suffers from the last. */
public final class Fork {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path java;
  private final List<String> options;
  private final Duration atMost;

  /**
   * A JVM to start.
   *
   * @param java the command
   * @param atMost how long it may run before it is given up
   */
  public Fork(Path java, List<String> options, Duration atMost) {
    this.java = java;
    this.options = List.copyOf(options);
    this.atMost = atMost;
  }

  /** This JVM's own command. */
  public static Path thisJava() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /**
   * Runs a class whose {@code main} gets a file and the arguments, and writes its result as JSON
   * into the file.
   *
   * @throws IOException if it fails or takes too long; what it printed was printed
   */
  public <T> T run(Class<?> main, Class<T> result, List<String> arguments)
      throws IOException, InterruptedException {
    Path file = Files.createTempFile("storm-", ".json");
    try {
      List<String> command = new ArrayList<>();
      command.add(java.toString());
      command.addAll(options);
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
      command.add(file.toString());
      command.addAll(arguments);
      await(new ProcessBuilder(command).inheritIO().start(), command);
      return JSON.readValue(file.toFile(), result);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private void await(Process process, List<String> command)
      throws IOException, InterruptedException {
    try {
      if (!process.waitFor(atMost.toSeconds(), TimeUnit.SECONDS)) {
        throw new IOException("Given up after %s: %s".formatted(atMost, command));
      }
      if (process.exitValue() != 0) {
        throw new IOException("Ended with %d: %s".formatted(process.exitValue(), command));
      }
    } finally {
      process.destroyForcibly();
    }
  }

  /** Writes a result, on the side of the JVM that was started. */
  public static void answer(String file, Object result) throws IOException {
    JSON.writeValue(Path.of(file).toFile(), result);
  }
}
