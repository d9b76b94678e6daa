package dev.midnight.autoconfigure;

import dev.midnight.CronSchedule;
import dev.midnight.autoconfigure.diagnosis.RefusedConfigurationException;
import dev.midnight.autoconfigure.properties.CacheProperties;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Makes schedules and their jitter out of settings. */
final class Schedules {

  private static final String EVERY_MIDNIGHT = "0 0 0 * * *";
  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final String NEVER = "-";
  private static final Duration LONGEST_DEFAULT_JITTER = Duration.ofSeconds(30);

  /** The default jitter is at most this part of the shortest interval. */
  private static final int JITTER_DIVISOR = 10;

  private final InstanceId instance;

  Schedules(InstanceId instance) {
    this.instance = instance;
  }

  /** The schedule of what a property prefix such as {@code midnight.caches.cities} describes. */
  @Nullable CronSchedule schedule(String prefix, CacheProperties settings) {
    return schedule(prefix, settings.cron() == null ? EVERY_MIDNIGHT : settings.cron(), settings);
  }

  /** The schedule of deltas of what such a prefix with {@code .delta} describes. */
  @Nullable CronSchedule deltaSchedule(String prefix, CacheProperties settings) {
    String cron = settings.delta().cron();
    return schedule(prefix + ".delta", cron == null ? NEVER : cron, settings);
  }

  private static @Nullable CronSchedule schedule(
      String prefix, String expression, CacheProperties settings) {
    String cron = expression.trim();
    if (cron.equals(NEVER)) {
      return null;
    }
    ZoneId zone = settings.zone() == null ? UTC : settings.zone();
    try {
      return CronSchedule.parse(cron, zone);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new RefusedConfigurationException(
          "%s: cron '%s' in %s is refused, so the application does not start. %s"
              .formatted(prefix, cron, zone, e.getMessage()),
          "Correct %s.cron, or the annotation that it comes from; '-' means never."
              .formatted(prefix),
          e);
    }
  }

  /** By how much this instance puts off the refreshes of that name, the same at each start. */
  Duration jitter(String name, @Nullable CronSchedule schedule, CacheProperties settings) {
    return schedule == null
        ? Duration.ZERO
        : instance.offset(name, longestJitter(name, schedule, settings.jitter()));
  }

  /** The same for deltas: never more than the default, as their times are close together. */
  Duration deltaJitter(
      String name, @Nullable CronSchedule schedule, @Nullable Duration configured) {
    if (schedule == null) {
      return Duration.ZERO;
    }
    Duration most = longestJitter(name, schedule, null);
    return instance.offset(name, configured == null ? most : shorter(configured, most));
  }

  private static Duration longestJitter(
      String name, CronSchedule schedule, @Nullable Duration configured) {
    Duration shortest = schedule.shortestInterval();
    if (configured == null) {
      return shortest == null
          ? LONGEST_DEFAULT_JITTER
          : shorter(shortest.dividedBy(JITTER_DIVISOR), LONGEST_DEFAULT_JITTER);
    }
    if (configured.isNegative() || (shortest != null && configured.compareTo(shortest) >= 0)) {
      throw new RefusedConfigurationException(
          ("'%s': jitter is %s but must be 0 or longer, and shorter than %s, the shortest interval"
                  + " of its cron '%s'. The application does not start.")
              .formatted(name, configured, shortest, schedule.expression()),
          "Shorten the jitter; 0 means none.");
    }
    return configured;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
