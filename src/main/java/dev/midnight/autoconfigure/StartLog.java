package dev.midnight.autoconfigure;

import dev.midnight.CronSchedule;
import dev.midnight.spi.ManagedCache;
import dev.midnight.spi.ManagedDeltas;
import dev.midnight.spi.Scheduled;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line for each cache at start-up: what it is called and when it is refreshed. */
final class StartLog {

  private static final Logger log = LoggerFactory.getLogger("dev.midnight");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'in' VV");

  private final Clock clock;

  /** Takes the zone of the JVM from the system, at each call. */
  StartLog(Clock clock) {
    this.clock = clock;
  }

  void write(List<StartupUnit> units) {
    for (StartupUnit unit : units) {
      log.atInfo()
          .addKeyValue(unit.key(), unit.name())
          .log("{}: {}", subject(unit), schedule(unit.target()));
      for (ManagedCache member : unit.members()) {
        ManagedDeltas deltas = member.deltas();
        if (deltas != null && deltas.schedule() != null) {
          log.atInfo()
              .addKeyValue("cache", member.name())
              .log("Deltas of '{}': {}", member.name(), schedule(deltas));
        }
      }
    }
  }

  private static String subject(StartupUnit unit) {
    return unit.isGroup()
        ? unit.describe()
            + " of "
            + unit.members().stream().map(member -> member.name()).collect(Collectors.joining(", "))
        : unit.describe();
  }

  private String schedule(Scheduled target) {
    CronSchedule schedule = target.schedule();
    if (schedule == null) {
      return "no cron, refreshed on demand only";
    }
    String times = next(schedule, schedule.next(clock.instant()));
    Duration jitter = target.jitter();
    return "cron '%s' in %s, %s, put off by %s on this instance"
        .formatted(schedule.expression(), schedule.zone(), times, seconds(jitter));
  }

  private static String next(CronSchedule schedule, @Nullable Instant next) {
    if (next == null) {
      return "no time left";
    }
    ZoneId jvm = ZoneId.systemDefault();
    String own = "next at " + TIME.format(next.atZone(schedule.zone()));
    boolean same =
        jvm.getRules().getOffset(next).equals(schedule.zone().getRules().getOffset(next));
    return same ? own : own + " (" + TIME.format(next.atZone(jvm)) + ", the JVM's zone)";
  }

  private static String seconds(Duration jitter) {
    return jitter.toMillis() / 1000.0 + " s";
  }
}
