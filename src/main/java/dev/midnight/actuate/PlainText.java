package dev.midnight.actuate;

import dev.midnight.spi.PlainLine;
import org.jspecify.annotations.Nullable;

/** Makes text from outside harmless where it is shown again: in answers, logs and audits. */
final class PlainText {

  private static final int NAME_LIMIT = 64;

  private PlainText() {}

  /** A name that was asked for and does not exist: letters, digits and the signs of names. */
  static String name(String text) {
    return shortened(text, NAME_LIMIT).replaceAll("[^\\p{L}\\p{N}._ -]", "?");
  }

  /** One line, as logs take it too. */
  static @Nullable String line(@Nullable String text) {
    return text == null ? null : PlainLine.of(text);
  }

  private static String shortened(String text, int limit) {
    return text.length() <= limit ? text : text.substring(0, limit) + "...";
  }
}
