package dev.midnight.autoconfigure.properties;

import java.math.BigDecimal;

/**
 * A share written with a percent sign, such as {@code 50%} or {@code 12.5%}.
 *
 * @param share 0.5 for 50 %
 */
public record Percentage(double share) {

  private static final int PERCENT = 2;

  /** Reads a number followed by a percent sign, or refuses it. */
  public static Percentage of(String text) {
    String trimmed = text.trim();
    if (!trimmed.endsWith("%")) {
      throw refused(text);
    }
    String number = trimmed.substring(0, trimmed.length() - 1).trim();
    try {
      return new Percentage(new BigDecimal(number).movePointLeft(PERCENT).doubleValue());
    } catch (NumberFormatException e) {
      throw refused(text);
    }
  }

  private static IllegalArgumentException refused(String text) {
    return new IllegalArgumentException(
        "'%s' is no percentage: a number and a percent sign are needed, so it is refused. Write 50%% for one half."
            .formatted(text));
  }

  @Override
  public String toString() {
    return BigDecimal.valueOf(share).movePointRight(PERCENT).stripTrailingZeros().toPlainString()
        + "%";
  }
}
