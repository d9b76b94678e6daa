package dev.midnight.storm.night;

import dev.midnight.storm.measure.Latency;
import java.util.List;

/**
 * What one system's nights were like, all of them together.
 *
 * @param probe latencies of single lookups at a dense rate: the figures that goals are set for
 * @param clients latencies of requests of eight keys by hundreds of threads
 * @param worst the longest latency of a lookup due in each tenth of a second of the last night, in
 *     milliseconds, from a second before midnight
 */
public record NightResult(
    String system,
    Phases probe,
    Phases clients,
    Harm harm,
    Cost cost,
    Stops stops,
    Times times,
    List<Double> worst) {

  public NightResult {
    worst = List.copyOf(worst);
  }

  /** Latencies in the second before midnight, until the refresh has ended, and the second after. */
  public record Phases(Latency before, Latency during, Latency after) {}

  /**
   * What must not be.
   *
   * @param missing keys that a reader asked for and did not get
   * @param mixed requests that saw two days in one group
   * @param written writes, -1 where the system has none
   * @param lost writes that readers do not see when all has come to rest
   */
  public record Harm(long missing, long mixed, long written, long lost) {}

  /**
   * The means of a night.
   *
   * @param streams readings of the whole source
   * @param calls of the source for single keys
   * @param allocated bytes
   * @param cpuSeconds of the process, readers and writers included
   */
  public record Cost(double streams, double calls, double allocated, double cpuSeconds) {}

  /**
   * How often, how long together and how long at most the JVM stopped all threads in the nights.
   */
  public record Stops(int count, double millis, double longestMillis) {

    static final Stops NONE = new Stops(0, 0, 0);
  }

  /**
   * How long a night took.
   *
   * @param refreshMillis until the refresh returned, mean
   * @param freshMillis until readers saw the new day everywhere they looked, mean
   * @param notFresh nights that did not become fresh in the time given
   */
  public record Times(double refreshMillis, double freshMillis, int notFresh) {}

  NightResult with(Stops seen) {
    return new NightResult(system, probe, clients, harm, cost, seen, times, worst);
  }
}
