package dev.midnight.storm.night;

import dev.midnight.storm.measure.Latency;
import java.util.List;

/**
 * What one system's nights were like, all of them together where nothing else is said.
 *
 * @param probe latencies of single lookups at a dense rate: the figures that goals are set for
 * @param clients latencies of requests of eight keys by hundreds of threads
 * @param missing keys that a reader asked for and did not get
 * @param mixed requests that saw two days in one group
 * @param written writes, -1 where the system has none
 * @param lost writes that readers do not see when all has come to rest
 * @param streams readings of the whole source in a night, mean
 * @param calls of the source for single keys in a night, mean
 * @param allocated bytes in a night, mean
 * @param pauses number of times that the JVM stopped all threads during nights
 * @param pauseMillis all of them together
 * @param longestPauseMillis of them
 * @param cpuSeconds of the process in a night, mean; readers and writers included
 * @param refreshMillis until the refresh returned, mean
 * @param freshMillis until readers saw the new day everywhere they looked, mean
 * @param notFresh nights that did not become fresh in the time given
 * @param worst the longest latency of a lookup due in each tenth of a second of the last night, in
 *     milliseconds, from a second before midnight
 */
public record NightResult(
    String system,
    Phases probe,
    Phases clients,
    long missing,
    long mixed,
    long written,
    long lost,
    double streams,
    double calls,
    double allocated,
    int pauses,
    double pauseMillis,
    double longestPauseMillis,
    double cpuSeconds,
    double refreshMillis,
    double freshMillis,
    int notFresh,
    List<Double> worst) {

  /** Latencies in the second before midnight, until the refresh has ended, and the second after. */
  public record Phases(Latency before, Latency during, Latency after) {}

  NightResult withPauses(int count, double millis, double longest) {
    return new NightResult(
        system,
        probe,
        clients,
        missing,
        mixed,
        written,
        lost,
        streams,
        calls,
        allocated,
        count,
        millis,
        longest,
        cpuSeconds,
        refreshMillis,
        freshMillis,
        notFresh,
        worst);
  }
}
