package dev.midnight.storm.night;

import dev.midnight.storm.measure.Allocation;
import dev.midnight.storm.measure.Fork;
import dev.midnight.storm.systems.OnlineWriter;
import dev.midnight.storm.systems.PriceList;
import dev.midnight.storm.systems.PriceSystem;
import dev.midnight.storm.systems.Requests;
import dev.midnight.storm.systems.SystemName;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** The JVM in which one system is read, written and refreshed. */
final class NightProcess {

  private static final long CALL_NANOS = 1_000_000;

  private final SystemName name;
  private final NightSettings settings;
  private final PriceList source;
  private final Allocation allocation = Allocation.listen();

  NightProcess(SystemName name, NightSettings settings) {
    this.name = name;
    this.settings = settings;
    this.source =
        new PriceList(settings.entries(), settings.changedShare(), CALL_NANOS, settings.wide());
  }

  /** Arguments: the file to answer in, the system, the settings. */
  public static void main(String[] arguments) throws Exception {
    List<String> rest = List.of(arguments).subList(2, arguments.length);
    NightProcess process =
        new NightProcess(SystemName.valueOf(arguments[1]), NightSettings.ofArguments(rest));
    Fork.answer(arguments[0], process.run());
    System.exit(0);
  }

  Measured run() throws Exception {
    try (PriceSystem system = name.of(source)) {
      system.fill();
      int seconds = 10 + (settings.nights() + 1) * (4 + 2 * settings.patienceSeconds());
      Requests requests = new Requests(system, source);
      Clients clients =
          new Clients(
              "client",
              settings.clients(),
              settings.requestsPerSecond(),
              seconds,
              requests::groups);
      Clients probe =
          new Clients("probe", 1, settings.lookupsPerSecond(), seconds, requests::singles);
      OnlineWriter writer = new OnlineWriter(system, source, settings.writesPerSecond());
      clients.start();
      probe.start();
      writer.start();
      TimeUnit.SECONDS.sleep(1 + settings.secondsBetween());
      midnight(system);
      long lostInWarmUp = writer.lost();
      requests.reset();
      long lost = 0;
      List<Night> nights = new ArrayList<>();
      for (int i = 0; i < settings.nights(); i++) {
        TimeUnit.SECONDS.sleep(1 + settings.secondsBetween());
        nights.add(midnight(system));
        TimeUnit.SECONDS.sleep(1);
        lost += writer.lost();
      }
      writer.stop();
      clients.stop();
      probe.stop();
      return measured(nights, clients, probe, requests, writer, lost + lostInWarmUp);
    }
  }

  private Night midnight(PriceSystem system) throws Exception {
    source.nextDay();
    Freshness freshness = new Freshness(system, source);
    long streams = source.streams();
    long calls = source.calls();
    long cpu = cpuNanos();
    long allocated = allocation.bytes();
    long uptime = ManagementFactory.getRuntimeMXBean().getUptime();
    long start = System.nanoTime();
    freshness.start();
    system.midnight();
    long refreshed = System.nanoTime();
    long fresh = freshness.awaitUntil(refreshed + settings.patienceSeconds() * Night.SECOND);
    long end = system.renewsKeyByKey() ? System.nanoTime() : Math.max(refreshed, fresh);
    return new Night(
        start,
        refreshed,
        fresh,
        end,
        uptime,
        source.streams() - streams,
        source.calls() - calls,
        allocation.bytes() - allocated,
        cpuNanos() - cpu);
  }

  private static long cpuNanos() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : 0;
  }

  private Measured measured(
      List<Night> nights,
      Clients clients,
      Clients probe,
      Requests requests,
      OnlineWriter writer,
      long lost) {
    Night last = nights.get(nights.size() - 1);
    NightResult result =
        new NightResult(
            name.title(),
            probe.phases(nights),
            clients.phases(nights),
            new NightResult.Harm(requests.missing(), requests.mixed(), writer.written(), lost),
            cost(nights),
            NightResult.Stops.NONE,
            times(nights),
            probe.worst(last.midnight() - Night.SECOND, 40));
    return new Measured(result, nights);
  }

  private static NightResult.Cost cost(List<Night> nights) {
    return new NightResult.Cost(
        mean(nights, Night::streams),
        mean(nights, Night::calls),
        mean(nights, Night::allocated),
        mean(nights, Night::cpuNanos) / Night.SECOND);
  }

  private static NightResult.Times times(List<Night> nights) {
    List<Night> fresh = nights.stream().filter(night -> night.fresh() != 0).toList();
    return new NightResult.Times(
        mean(nights, night -> night.refreshed() - night.midnight()) / 1e6,
        mean(fresh, night -> night.fresh() - night.midnight()) / 1e6,
        nights.size() - fresh.size());
  }

  private static double mean(List<Night> nights, ToDoubleFunction<Night> figure) {
    return nights.stream().mapToDouble(figure).average().orElse(0);
  }

  /** The result and the nights, so that the driver can find their pauses in the log. */
  record Measured(NightResult result, List<Night> nights) {}
}
