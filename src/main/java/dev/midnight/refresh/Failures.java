package dev.midnight.refresh;

import java.util.regex.Pattern;

/** What went wrong, as an operator may be shown it: one line, no control characters, no secrets. */
final class Failures {

  private static final int LONGEST = 300;
  private static final Pattern USER_INFO = Pattern.compile("(?<=//)[^/@\\s]+@");
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)\\b(password|passwd|pwd|secret|token|api[-_]?key)(\\s*[=:]\\s*)[^\\s&;,]+");

  private Failures() {}

  static String describe(Throwable failure) {
    String type = failure.getClass().getSimpleName();
    String message = failure.getMessage();
    return message == null ? type : type + ": " + line(message);
  }

  /** Any text of a user's, fit for one line of log or an endpoint. */
  static String line(String text) {
    String masked =
        SECRET.matcher(USER_INFO.matcher(text).replaceAll("***@")).replaceAll("$1$2***");
    StringBuilder line = new StringBuilder(Math.min(masked.length(), LONGEST));
    masked.codePoints().limit(LONGEST).forEach(c -> line.appendCodePoint(printable(c) ? c : ' '));
    return masked.length() > LONGEST ? line.append('…').toString() : line.toString();
  }

  private static boolean printable(int codePoint) {
    return !Character.isISOControl(codePoint)
        && Character.getType(codePoint) != Character.FORMAT
        && Character.getType(codePoint) != Character.LINE_SEPARATOR
        && Character.getType(codePoint) != Character.PARAGRAPH_SEPARATOR;
  }

  static Exception asException(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return (Exception) failure;
  }
}
