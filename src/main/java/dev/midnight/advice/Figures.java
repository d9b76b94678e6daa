package dev.midnight.advice;

import java.time.Duration;
import java.util.Locale;

/** Writes figures with their units. */
final class Figures {

  private static final int KIB = 1024;
  private static final double FEW = 10;

  private Figures() {}

  /** 0 where there is nothing to divide by. */
  static double ratio(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }

  static double ratio(long part, long whole) {
    return ratio((double) part, (double) whole);
  }

  static String percent(double share) {
    double percent = share * 100;
    return text(percent < FEW ? "%.1f %%" : "%.0f %%", percent);
  }

  static String count(long number) {
    return text("%,d", number);
  }

  static String time(Duration duration) {
    double seconds = Observed.seconds(duration);
    if (duration.compareTo(Duration.ofHours(1)) >= 0) {
      return short1(seconds / 3600, "h");
    }
    if (duration.compareTo(Duration.ofMinutes(1)) >= 0) {
      return short1(seconds / 60, "min");
    }
    if (duration.compareTo(Duration.ofSeconds(1)) >= 0) {
      return short1(seconds, "s");
    }
    return duration.compareTo(Duration.ofMillis(1)) >= 0
        ? short1(seconds * 1e3, "ms")
        : short1(seconds * 1e6, "µs");
  }

  static String bytes(long bytes) {
    if (bytes < KIB) {
      return text("%d B", bytes);
    }
    double kib = ratio(bytes, KIB);
    return kib < KIB ? short1(kib, "KiB") : short1(kib / KIB, "MiB");
  }

  private static String short1(double number, String unit) {
    boolean whole = number >= FEW || number == Math.rint(number);
    return text(whole ? "%,.0f %s" : "%.1f %s", number, unit);
  }

  private static String text(String format, Object... figures) {
    return String.format(Locale.ROOT, format, figures);
  }
}
