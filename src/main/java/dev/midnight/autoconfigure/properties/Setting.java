package dev.midnight.autoconfigure.properties;

import org.jspecify.annotations.Nullable;

/** The order of precedence between two places that may say something. */
final class Setting {

  private Setting() {}

  static <T> @Nullable T first(@Nullable T stronger, @Nullable T weaker) {
    return stronger != null ? stronger : weaker;
  }
}
