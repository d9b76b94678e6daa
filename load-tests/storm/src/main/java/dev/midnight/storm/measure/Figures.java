package dev.midnight.storm.measure;

import java.util.Locale;

/** Numbers as people read them: three digits that say something, and a unit. */
public final class Figures {

  private Figures() {}

  /** Nanoseconds in the unit that suits them. */
  public static String nanos(double nanos) {
    if (nanos < 1e3) {
      return digits(nanos) + " ns";
    }
    if (nanos < 1e6) {
      return digits(nanos / 1e3) + " µs";
    }
    if (nanos < 1e9) {
      return digits(nanos / 1e6) + " ms";
    }
    return nanos < 3.6e12 ? digits(nanos / 1e9) + " s" : digits(nanos / 3.6e12) + " h";
  }

  /** Bytes in the unit that suits them. */
  public static String bytes(double bytes) {
    if (bytes < 1 << 10) {
      return digits(bytes) + " B";
    }
    if (bytes < 1 << 20) {
      return digits(bytes / (1 << 10)) + " KiB";
    }
    return bytes < 1 << 30
        ? digits(bytes / (1 << 20)) + " MiB"
        : digits(bytes / (1 << 30)) + " GiB";
  }

  /** A whole number with its thousands apart. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Three digits, or all of a whole number's. */
  public static String digits(double number) {
    double size = Math.abs(number);
    if (size == 0) {
      return "0";
    }
    int decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.001 ? 3 : 6;
    return String.format(Locale.ROOT, "%." + decimals + "f", number);
  }
}
