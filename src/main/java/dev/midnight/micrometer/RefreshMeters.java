package dev.midnight.micrometer;

import dev.midnight.Outcome;
import dev.midnight.Phase;
import dev.midnight.Trigger;
import dev.midnight.spi.CycleReport;
import dev.midnight.spi.SkipReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Times and counts the refresh cycles of one cache. Thread-safe. */
final class RefreshMeters {

  private final String cache;
  private final MeterRegistry registry;
  private final PerValue<Outcome, PerValue<Trigger, Timer>> cycles;
  private final PerValue<Phase, Timer> phases;
  private final PerValue<SkipReason, Counter> skipped;
  private final Counter overruns;
  private final LongTaskTimer active;

  /** By the number of the cycle: a cancelled one may end after its successor began. */
  private final Map<Long, LongTaskTimer.Sample> running = new ConcurrentHashMap<>();

  private volatile Duration lastDuration = Duration.ZERO;
  private volatile Duration startDelay = Duration.ZERO;

  RefreshMeters(String cache, MeterRegistry registry) {
    this.cache = cache;
    this.registry = registry;
    cycles = new PerValue<>(Outcome.class, this::timersOf);
    phases = new PerValue<>(Phase.class, this::timerOf);
    skipped = new PerValue<>(SkipReason.class, this::counterOf);
    overruns = overrunCounter();
    active = activeTimer();
    registerGauges();
  }

  void started(long cycle, Duration delay) {
    startDelay = delay;
    running.put(cycle, active.start());
  }

  void phase(Phase phase, Duration duration) {
    phases.of(phase).record(duration);
  }

  void finished(CycleReport report) {
    LongTaskTimer.Sample sample = running.remove(report.cycle());
    if (sample != null) {
      sample.stop();
    }
    if (!report.dryRun()) {
      lastDuration = report.result().duration();
      cycles.of(report.result().outcome()).of(report.trigger()).record(lastDuration);
    }
  }

  void skipped(SkipReason reason) {
    skipped.of(reason).increment();
  }

  void overran() {
    overruns.increment();
  }

  private PerValue<Trigger, Timer> timersOf(Outcome outcome) {
    return new PerValue<>(Trigger.class, trigger -> timerOf(outcome, trigger));
  }

  private Timer timerOf(Outcome outcome, Trigger trigger) {
    return Timer.builder("midnight.refresh")
        .description("Refresh cycles, the time in the queue aside")
        .tags("cache", cache, "outcome", outcome.name(), "trigger", trigger.name())
        .register(registry);
  }

  private Timer timerOf(Phase phase) {
    return Timer.builder("midnight.refresh.phase")
        .description("Phases of refresh cycles, dry runs aside")
        .tags("cache", cache, "phase", phase.name())
        .register(registry);
  }

  private Counter counterOf(SkipReason reason) {
    return Counter.builder("midnight.refresh.skipped")
        .description("Refreshes that were asked for and did not begin")
        .tags("cache", cache, "reason", reason.code())
        .register(registry);
  }

  private Counter overrunCounter() {
    return Counter.builder("midnight.refresh.overruns")
        .description("Scheduled times that met a running load and waited for its end")
        .tag("cache", cache)
        .register(registry);
  }

  private LongTaskTimer activeTimer() {
    return LongTaskTimer.builder("midnight.refresh.active")
        .description("Refresh cycles that run now, dry runs included")
        .tag("cache", cache)
        .register(registry);
  }

  private void registerGauges() {
    Readings<RefreshMeters> gauges = new Readings<>(registry, cache, this);
    gauges.seconds("midnight.refresh.last.duration", "The last refresh cycle", m -> m.lastDuration);
    gauges.seconds(
        "midnight.refresh.start.delay", "How late the last cycle began", m -> m.startDelay);
  }
}
