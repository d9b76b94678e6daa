package dev.midnight;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/** The times of a cron expression in one time zone. Immutable and thread-safe. */
public final class CronSchedule {

  private final String expression;
  private final ZoneId zone;
  private final CronExpression cron;

  private CronSchedule(String expression, ZoneId zone) {
    this.expression = expression;
    this.zone = zone;
    this.cron = CronExpression.parse(expression);
  }

  /** Reads an expression, or refuses it with {@link IllegalArgumentException}. */
  public static CronSchedule parse(String expression, ZoneId zone) {
    return new CronSchedule(expression, zone);
  }

  /** The expression as it was written. */
  public String expression() {
    return expression;
  }

  /** The time zone. */
  public ZoneId zone() {
    return zone;
  }

  /** The first time strictly after an instant, or null if there is none. */
  public @Nullable Instant next(Instant after) {
    var next = cron.next(after.atZone(zone));
    return next == null ? null : next.toInstant();
  }

  /** The next times strictly after an instant; fewer than asked for if the schedule ends. */
  public List<Instant> next(Instant after, int count) {
    List<Instant> times = new ArrayList<>(count);
    for (Instant at = next(after); at != null && times.size() < count; at = next(at)) {
      times.add(at);
    }
    return times;
  }

  /** The shortest time between two runs. */
  public Duration shortestInterval() {
    return gaps().stream().min(Duration::compareTo).orElse(Duration.ofDays(1));
  }

  /** The longest time between two runs. */
  public Duration longestGap() {
    return gaps().stream().max(Duration::compareTo).orElse(Duration.ofDays(1));
  }

  private List<Duration> gaps() {
    List<Instant> times = next(Instant.EPOCH, 400);
    List<Duration> gaps = new ArrayList<>();
    for (int i = 1; i < times.size(); i++) {
      gaps.add(Duration.between(times.get(i - 1), times.get(i)));
    }
    return gaps;
  }
}
