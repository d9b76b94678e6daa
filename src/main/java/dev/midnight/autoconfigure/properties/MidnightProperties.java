package dev.midnight.autoconfigure.properties;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * All properties under {@code midnight}. A property that does not exist fails the start.
 *
 * @param enabled Whether caches are loaded and scheduled. Without it their beans are there, and
 *     stay empty.
 * @param instanceId Name of this instance among those of its application, from which its jitter
 *     follows; the application's name, the host's name and the server's port by default.
 * @param shutdownTimeout How long the end of the application waits for running refreshes and
 *     pending writes.
 * @param maxConcurrentLoads How many caches read their sources at once; a group counts as many as
 *     it has members. The others wait for their turn, which counts as start delay and not against
 *     their deadline.
 * @param caches Settings of single caches, by name. Names match ignoring case and dashes; a name
 *     that no cache has fails the start.
 * @param groups Groups of caches that are refreshed together and published as one, by name.
 */
@ConfigurationProperties(prefix = "midnight", ignoreUnknownFields = false)
public record MidnightProperties(
    @DefaultValue("true") boolean enabled,
    @Nullable String instanceId,
    @DefaultValue("10s") Duration shutdownTimeout,
    @DefaultValue("8") int maxConcurrentLoads,
    @DefaultValue @NestedConfigurationProperty CacheProperties defaults,
    @DefaultValue Map<String, CacheProperties> caches,
    @DefaultValue Map<String, GroupProperties> groups,
    @DefaultValue Health health,
    @DefaultValue @NestedConfigurationProperty ConsoleProperties console,
    @DefaultValue Profile profile) {

  public MidnightProperties {
    if (shutdownTimeout.isNegative()) {
      throw new IllegalArgumentException(
          "midnight.shutdown-timeout is %s but must be 0 or longer, so it is refused."
              .formatted(shutdownTimeout));
    }
    if (maxConcurrentLoads < 1) {
      throw new IllegalArgumentException(
          "midnight.max-concurrent-loads is %d but must be at least 1: no cache could ever load, so it is refused."
              .formatted(maxConcurrentLoads));
    }
  }

  /**
   * How the endpoint's action profile watches the JVM.
   *
   * @param threshold Waits and socket reads that are shorter are left out of a profile.
   */
  public record Profile(@DefaultValue("1ms") Duration threshold) {

    public Profile {
      if (threshold.isNegative() || threshold.isZero()) {
        throw new IllegalArgumentException(
            "midnight.profile.threshold is %s but must be longer than 0, so it is refused: every wait would be recorded."
                .formatted(threshold));
      }
    }
  }

  /**
   * What health groups say of the caches.
   *
   * @param readiness Whether the application is ready only when all caches that load at its start
   *     have loaded. Never affects liveness.
   */
  public record Health(@DefaultValue("false") boolean readiness) {}
}
