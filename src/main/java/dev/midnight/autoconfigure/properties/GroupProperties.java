package dev.midnight.autoconfigure.properties;

import dev.midnight.MisfirePolicy;
import dev.midnight.OverrunPolicy;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Caches that are refreshed together and published as one; where nothing is said, {@code
 * midnight.defaults} holds.
 *
 * @param caches Names of the members.
 * @param cron When the members are refreshed; '-' for never.
 * @param zone Time zone of the cron expression.
 * @param jitter Longest time by which scheduled refreshes are put off.
 * @param overrun What a scheduled time that meets a running load does.
 * @param misfire What becomes of scheduled times that were missed.
 */
public record GroupProperties(
    @DefaultValue List<String> caches,
    @Nullable String cron,
    @Nullable ZoneId zone,
    @Nullable Duration jitter,
    @Nullable OverrunPolicy overrun,
    @Nullable MisfirePolicy misfire) {

  /** These settings in the form of a cache's, completed with the defaults. */
  public CacheProperties over(CacheProperties defaults) {
    CacheProperties own = CacheProperties.ofSchedule(cron, zone);
    return new CacheProperties(
            own.cron(),
            own.zone(),
            jitter,
            null,
            null,
            null,
            misfire,
            overrun,
            null,
            own.load(),
            own.delta(),
            own.validate(),
            own.write(),
            own.miss(),
            own.retry(),
            own.store(),
            null,
            null)
        .over(defaults);
  }
}
