package dev.midnight.spi;

import java.util.regex.Pattern;

/**
 * Text from outside (a key, the message of a failure, an operator's reason, the name of a file) as
 * it may be shown in a log, an answer or an audit: one line, of bounded length, in which nothing
 * can forge another line, move a cursor or turn the direction of writing, and in which what looks
 * like a secret is masked.
 *
 * <p>Masked are the user information of URLs ({@code //user:password@host}), and what follows the
 * name of a secret and {@code =} or {@code :}. This is a net below the application, not a promise:
 * a secret that nothing announces cannot be told from other words.
 */
public final class PlainLine {

  private static final int LONGEST = 300;

  /** What comes after that is cut off before patterns are tried: their time is bounded too. */
  private static final int LOOKED_AT = 4 * LONGEST;

  private static final int LOOKED_THROUGH = 100_000;

  private static final Pattern USER_INFO = Pattern.compile("(?<=//)[^/\\s]{1,200}@");
  private static final Pattern ORACLE =
      Pattern.compile("(?i)(jdbc:oracle:[a-z]{1,10}:)[^@\\s]{1,200}@");
  private static final String NAMES =
      "(?i)(password|passwd|passphrase|pwd|secret|credentials?|token|api[-_]?key|access[-_]?key|private[-_]?key)";
  private static final Pattern QUOTED =
      Pattern.compile(NAMES + "([\"']?\\s*[=:]\\s*)([\"'])[^\"']{1,200}\\3");
  private static final Pattern SECRET =
      Pattern.compile(NAMES + "([\"']?\\s*[=:]\\s*[\"']?)[^\\s&;\"']+");
  private static final Pattern AUTHORIZATION =
      Pattern.compile("(?i)\\b(basic|bearer)(\\s+)[A-Za-z0-9+/._~=-]{8,}");

  private PlainLine() {}

  /** Whether there is something in it that looks like a secret, or it is too long to tell. */
  static boolean masks(String text) {
    return text.length() > LOOKED_THROUGH || !masked(text).equals(text);
  }

  /** The text as it may be shown. */
  public static String of(String text) {
    String head = text.length() > LOOKED_AT ? text.substring(0, LOOKED_AT) : text;
    String masked = masked(head);
    StringBuilder line = new StringBuilder(Math.min(masked.length(), LONGEST));
    masked.codePoints().limit(LONGEST).forEach(c -> line.appendCodePoint(printable(c) ? c : ' '));
    boolean cut = text.length() > LOOKED_AT || masked.codePointCount(0, masked.length()) > LONGEST;
    return cut ? line.append('…').toString() : line.toString();
  }

  private static String masked(String text) {
    String urls = USER_INFO.matcher(text).replaceAll("***@");
    String oracle = ORACLE.matcher(urls).replaceAll("$1***@");
    String authorized = AUTHORIZATION.matcher(oracle).replaceAll("$1$2***");
    String quoted = QUOTED.matcher(authorized).replaceAll("$1$2$3***$3");
    return SECRET.matcher(quoted).replaceAll("$1$2***");
  }

  private static boolean printable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED,
          Character.PRIVATE_USE ->
          false;
      default -> true;
    };
  }
}
