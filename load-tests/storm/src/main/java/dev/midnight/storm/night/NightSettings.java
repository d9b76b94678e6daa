package dev.midnight.storm.night;

import java.util.ArrayList;
import java.util.List;

/**
 * The size of a storm.
 *
 * @param entries of the price list
 * @param changedShare of it that changes in a night, 0 to 1
 * @param wide whether its rows are ten objects more than a price
 * @param nights that are measured, after one that warms up
 * @param clients threads that make requests of eight keys
 * @param requestsPerSecond of all clients together
 * @param lookupsPerSecond of the probe, one more thread that looks up single keys at a dense rate
 * @param writesPerSecond of single prices, to the source first
 * @param secondsBetween two nights
 * @param patienceSeconds how long a night may take to become fresh
 */
public record NightSettings(
    int entries,
    double changedShare,
    boolean wide,
    int nights,
    int clients,
    int requestsPerSecond,
    int lookupsPerSecond,
    int writesPerSecond,
    int secondsBetween,
    int patienceSeconds) {

  /** A million prices and two hundred clients, or a tenth of both. */
  public static NightSettings of(boolean quick, double changedShare, boolean wide) {
    return quick
        ? new NightSettings(100_000, changedShare, wide, 2, 50, 1_000, 20_000, 200, 1, 2)
        : new NightSettings(1_000_000, changedShare, wide, 3, 200, 4_000, 50_000, 200, 1, 3);
  }

  List<String> asArguments() {
    List<String> arguments = new ArrayList<>();
    for (Object part :
        List.of(
            entries,
            changedShare,
            wide,
            nights,
            clients,
            requestsPerSecond,
            lookupsPerSecond,
            writesPerSecond,
            secondsBetween,
            patienceSeconds)) {
      arguments.add(part.toString());
    }
    return arguments;
  }

  static NightSettings ofArguments(List<String> arguments) {
    int[] rest =
        arguments.subList(3, arguments.size()).stream().mapToInt(Integer::parseInt).toArray();
    return new NightSettings(
        Integer.parseInt(arguments.get(0)),
        Double.parseDouble(arguments.get(1)),
        Boolean.parseBoolean(arguments.get(2)),
        rest[0],
        rest[1],
        rest[2],
        rest[3],
        rest[4],
        rest[5],
        rest[6]);
  }
}
