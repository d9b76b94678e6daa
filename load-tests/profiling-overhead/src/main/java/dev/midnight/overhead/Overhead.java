package dev.midnight.overhead;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Prints what watching costs, as a ratio of two figures taken turn and turn about in one JVM, so
 * that the noise of the machine falls on both: the median of the ratios of neighbours, and the
 * quartiles around it.
 *
 * <p>Arguments: {@code profile} (reads beside writes and refreshes, with a profile and without) or
 * {@code meters} (writes, with meters and without); and the number of pairs.
 */
public final class Overhead {

  private Overhead() {}

  public static void main(String[] arguments) throws Exception {
    String what = arguments.length == 0 ? "profile" : arguments[0];
    int pairs = arguments.length < 2 ? 12 : Integer.parseInt(arguments[1]);
    try (Trial trial = what.equals("meters") ? new MetersTrial() : new ProfileTrial()) {
      trial.measure(false);
      trial.measure(true);
      List<Double> ratios = new ArrayList<>();
      for (int pair = 0; pair < pairs; pair++) {
        boolean watchedFirst = pair % 2 == 0;
        double first = trial.measure(watchedFirst);
        double second = trial.measure(!watchedFirst);
        ratios.add(watchedFirst ? first / second : second / first);
      }
      report(what, ratios);
      System.out.println(trial.more());
    }
    System.exit(0);
  }

  private static void report(String what, List<Double> ratios) {
    Collections.sort(ratios);
    int pairs = ratios.size();
    System.out.printf(
        Locale.ROOT,
        "%s: throughput watched / unwatched, %d pairs: median %.4f, quartiles %.4f to %.4f%n",
        what,
        pairs,
        ratios.get(pairs / 2),
        ratios.get(pairs / 4),
        ratios.get(pairs - 1 - pairs / 4));
  }

  /** Something whose throughput can be measured with and without being watched. */
  interface Trial extends AutoCloseable {

    /** Operations a second. */
    double measure(boolean watched) throws Exception;

    /** What else there is to say at the end. */
    default String more() {
      return "";
    }

    @Override
    void close();
  }
}
