package dev.midnight.storm.sweep;

import java.util.List;

/**
 * What is varied.
 *
 * @param shares of writes, in percent; 0 is among them
 * @param millis that each combination is measured
 */
public record SweepSettings(List<Integer> shares, List<Integer> threads, int millis) {

  /** Keys that are used with any probability at all. */
  static final int KEYS = 100_000;

  /** Keys where they are hot: {@code i mod 1000}. */
  static final int HOT = 1_000;

  public SweepSettings {
    shares = List.copyOf(shares);
    threads = List.copyOf(threads);
  }

  /** The sizes by default. */
  public static SweepSettings of(boolean quick) {
    return quick
        ? new SweepSettings(List.of(0, 5, 15, 40, 80, 100), List.of(2, 16, 64), 150)
        : new SweepSettings(
            List.of(0, 1, 5, 10, 15, 25, 40, 60, 80, 100), List.of(2, 4, 8, 16, 32, 64), 400);
  }

  static SweepSettings ofArguments(List<String> arguments) {
    return new SweepSettings(
        numbers(arguments.get(0)), numbers(arguments.get(1)), Integer.parseInt(arguments.get(2)));
  }

  List<String> asArguments() {
    return List.of(text(shares), text(threads), Integer.toString(millis));
  }

  private static String text(List<Integer> numbers) {
    return String.join(",", numbers.stream().map(String::valueOf).toList());
  }

  private static List<Integer> numbers(String text) {
    return List.of(text.split(",", -1)).stream().map(Integer::valueOf).toList();
  }
}
