package dev.midnight.actuate;

import org.jspecify.annotations.Nullable;

/** Keys and values as answers show them: what their toString says, cut after 4,000 characters. */
final class ValueText {

  private static final int LONGEST = 4_000;

  private ValueText() {}

  /** A value whose toString fails must not hide the others. */
  static @Nullable String ofNullable(@Nullable Object value) {
    return value == null ? null : of(value);
  }

  static String of(Object value) {
    try {
      String text = String.valueOf(value.toString());
      return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    } catch (RuntimeException e) {
      return "a %s whose toString() threw %s"
          .formatted(value.getClass().getName(), e.getClass().getSimpleName());
    }
  }
}
