package dev.midnight.overhead;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The processor time of the Flight Recorder's own threads, where there is a Linux to ask. */
final class RecorderTime {

  private static final Path TASKS = Path.of("/proc/self/task");
  private static final double SECONDS_IN_A_TICK = 0.01;
  private static final int USER_TIME = 11;
  private static final int SYSTEM_TIME = 12;

  private RecorderTime() {}

  static boolean known() {
    return Files.isDirectory(TASKS);
  }

  static double seconds() {
    try (Stream<Path> tasks = Files.list(TASKS)) {
      return tasks.mapToLong(RecorderTime::ticks).sum() * SECONDS_IN_A_TICK;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** 0 of a thread that is not the recorder's, or has ended meanwhile. */
  private static long ticks(Path task) {
    try {
      String stat = Files.readString(task.resolve("stat"));
      int end = stat.lastIndexOf(')');
      if (!stat.substring(stat.indexOf('(') + 1, end).startsWith("JFR ")) {
        return 0;
      }
      String[] fields = stat.substring(end + 2).split(" ");
      return Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
    } catch (IOException e) {
      return 0;
    }
  }
}
