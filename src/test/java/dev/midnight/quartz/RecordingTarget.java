package dev.midnight.quartz;

import dev.midnight.CronSchedule;
import dev.midnight.Trigger;
import dev.midnight.spi.Scheduled;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A target that keeps the calls it got. */
final class RecordingTarget implements Scheduled {

  static final String EVERY_SECOND = "* * * * * *";

  /** One call: its arguments, and when it came. */
  record Tick(Instant due, Trigger trigger, Instant at) {}

  final List<Tick> ticks = new CopyOnWriteArrayList<>();

  private final String name;
  private final @Nullable String cron;
  private final Duration jitter;

  RecordingTarget(String name, @Nullable String cron, Duration jitter) {
    this.name = name;
    this.cron = cron;
    this.jitter = jitter;
  }

  static RecordingTarget everySecond(String name) {
    return new RecordingTarget(name, EVERY_SECOND, Duration.ZERO);
  }

  List<Tick> ticks(Trigger trigger) {
    return ticks.stream().filter(tick -> tick.trigger() == trigger).toList();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public @Nullable CronSchedule schedule() {
    return cron == null ? null : CronSchedule.parse(cron, ZoneOffset.UTC);
  }

  @Override
  public Duration jitter() {
    return jitter;
  }

  @Override
  public void tick(Instant due, Trigger trigger) {
    ticks.add(new Tick(due, trigger, Instant.now()));
  }
}
