package dev.midnight.autoconfigure;

import dev.midnight.CronSchedule;
import dev.midnight.MisfirePolicy;
import dev.midnight.autoconfigure.properties.CacheProperties;
import dev.midnight.autoconfigure.properties.StartupFailure;
import dev.midnight.autoconfigure.properties.StartupMode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What holds for one cache after properties, annotation and defaults were put together.
 *
 * @param schedule none for a member of a group
 * @param jitter by which this instance puts its scheduled refreshes off
 * @param dependsOn names of caches, as they are written where they are declared
 * @param maxStaleness none where the engine derives it from the schedule
 * @param group that it is a member of
 * @param properties everything else
 */
record CacheSettings(
    @Nullable CronSchedule schedule,
    Duration jitter,
    List<String> dependsOn,
    @Nullable Duration maxStaleness,
    @Nullable String group,
    CacheProperties properties) {

  StartupMode startup() {
    return properties.startup() == null ? StartupMode.BLOCK : properties.startup();
  }

  StartupFailure startupFailure() {
    return properties.startupFailure() == null ? StartupFailure.FAIL : properties.startupFailure();
  }

  MisfirePolicy misfire() {
    return properties.misfire() == null ? MisfirePolicy.CATCH_UP_ONCE : properties.misfire();
  }
}
