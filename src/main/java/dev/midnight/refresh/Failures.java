package dev.midnight.refresh;

import dev.midnight.spi.PlainLine;
import java.util.Set;

/** What went wrong, as an operator may be shown it: one line, no control characters, no secrets. */
public final class Failures {

  private static final int DEEPEST_CAUSE = 20;

  /** By name: the module of SQL may be missing. */
  private static final Set<String> EXPECTED =
      Set.of(
          "java.io.IOException",
          "java.io.UncheckedIOException",
          "java.sql.SQLException",
          "java.util.concurrent.TimeoutException",
          "java.lang.InterruptedException",
          "dev.midnight.CycleEndedException",
          "dev.midnight.DuplicateKeyException");

  private Failures() {}

  /** The failure, and what caused it in the first place. */
  public static String describe(Throwable failure) {
    Throwable root = failure;
    for (int depth = 0; root.getCause() != null && depth < DEEPEST_CAUSE; depth++) {
      root = root.getCause();
    }
    String own = describeAlone(failure);
    return root == failure ? own : own + ", caused by " + describeAlone(root);
  }

  private static String describeAlone(Throwable failure) {
    String type = failure.getClass().getSimpleName();
    String message = failure.getMessage();
    return message == null ? type : type + ": " + line(message);
  }

  /** Any text of a user's, fit for one line of log or an endpoint. */
  static String line(String text) {
    return withoutFullStop(PlainLine.of(text));
  }

  private static String withoutFullStop(String line) {
    int end = line.length() - 1;
    return end > 0 && line.charAt(end) == '.' ? line.substring(0, end) : line;
  }

  /**
   * Whether it is what a source may do, and no stack of ours tells more than its message: the
   * failure, or what caused it, is of input and output, of SQL, of time that ran out, an interrupt,
   * or one of the refusals of a cycle.
   */
  static boolean expected(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      for (Class<?> type = cause.getClass(); type != null; type = type.getSuperclass()) {
        if (EXPECTED.contains(type.getName())) {
          return true;
        }
      }
      cause = cause.getCause();
    }
    return false;
  }

  static Exception asException(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return (Exception) failure;
  }
}
