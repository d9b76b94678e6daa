package dev.midnight.storm.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Every moment at which the JVM stopped all threads, read from its log of safepoints: collections,
 * and whatever else it stops for.
 */
public final class Pauses {

  private static final Pattern LINE =
      Pattern.compile("^\\[(\\d+)ms\\].*Safepoint \"(\\w+)\".*Total: +(\\d+) ns");

  private Pauses() {}

  /**
   * One stop.
   *
   * @param ended milliseconds since the start of the JVM
   * @param why the JVM's name of the operation
   */
  public record Pause(long ended, String why, long nanos) {}

  /** The option that makes the JVM write such a log. */
  public static String option(Path log) {
    return "-Xlog:safepoint:file=" + log + ":uptimemillis:filecount=0";
  }

  /** Reads a log in which each line begins with the uptime in milliseconds. */
  public static List<Pause> read(Path log) throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.map(LINE::matcher).filter(Matcher::find).map(Pauses::pause).toList();
    }
  }

  private static Pause pause(Matcher line) {
    return new Pause(Long.parseLong(line.group(1)), line.group(2), Long.parseLong(line.group(3)));
  }
}
