package dev.midnight.refresh;

import java.math.BigDecimal;
import java.util.Locale;

/**
 * A part of a whole as it was written in decimals: 29 of 100 do not exceed 0.29, in binary they do.
 */
record Share(BigDecimal amount) {

  static Share of(long whole, double share) {
    return new Share(BigDecimal.valueOf(share).multiply(BigDecimal.valueOf(whole)));
  }

  boolean isExceededBy(long part) {
    return BigDecimal.valueOf(part).compareTo(amount) > 0;
  }

  boolean isAtMost(long part) {
    return BigDecimal.valueOf(part).compareTo(amount) >= 0;
  }

  static String percent(long part, long whole) {
    return percent((double) part / whole);
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.4g %%", share * 100);
  }
}
