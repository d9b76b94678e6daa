package dev.midnight.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.Outcome;
import dev.midnight.Trigger;
import dev.midnight.spi.FakeCache;
import dev.midnight.spi.FakeRegistry;
import dev.midnight.spi.FakeReport;
import dev.midnight.spi.FakeStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PrometheusNamesTests {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final MidnightMeters meters = new MidnightMeters(PrometheusNamesTests::caches);

  @Test
  void everyMeterHasItsNameWithItsUnitOnce() {
    meters.bindTo(registry);

    assertThat(families())
        .containsExactlyInAnyOrder(
            "midnight_refresh_seconds",
            "midnight_refresh_seconds_max",
            "midnight_refresh_phase_seconds",
            "midnight_refresh_phase_seconds_max",
            "midnight_refresh_active_seconds",
            "midnight_refresh_active_seconds_max",
            "midnight_refresh_skipped_total",
            "midnight_refresh_overruns_total",
            "midnight_refresh_overdue_total",
            "midnight_refresh_timer_silent",
            "midnight_refresh_consecutive_failures",
            "midnight_refresh_interval_seconds",
            "midnight_refresh_last_duration_seconds",
            "midnight_refresh_start_delay_seconds",
            "midnight_refresh_deadline_seconds",
            "midnight_refresh_stuck",
            "midnight_refresh_heap_needed_bytes",
            "midnight_refresh_heap_free_bytes",
            "midnight_refresh_paused_timestamp_seconds",
            "midnight_refresh_pinned_timestamp_seconds",
            "midnight_store_save_seconds",
            "midnight_store_save_seconds_max",
            "midnight_propagation_seconds",
            "midnight_propagation_seconds_max",
            "midnight_announcements_total",
            "midnight_snapshot_version",
            "midnight_snapshot_generation",
            "midnight_snapshot_timestamp_seconds",
            "midnight_snapshot_age_seconds",
            "midnight_snapshot_max_age_seconds",
            "midnight_snapshot_size_entries",
            "midnight_snapshot_memory_bytes",
            "midnight_snapshot_changes_total",
            "midnight_writes_total",
            "midnight_write_buffer_size",
            "midnight_write_buffer_capacity",
            "midnight_write_throttle_seconds",
            "midnight_write_throttle_seconds_max",
            "midnight_write_drain_seconds",
            "midnight_write_drain_seconds_max",
            "midnight_write_visible_seconds",
            "midnight_write_visible_seconds_max",
            "midnight_shard_lock_wait_seconds",
            "midnight_shard_lock_wait_seconds_max",
            "midnight_shard_lock_acquisitions_total",
            "midnight_shard_imbalance",
            "midnight_snapshot_retained",
            "cache_gets_total",
            "cache_puts_total",
            "cache_size");
  }

  @Test
  void aScrapeShowsTheAgeAndTheOutcomes() {
    meters.bindTo(registry);
    meters.cycleFinished(FakeReport.of("cities", 1, Trigger.SCHEDULE, Outcome.PUBLISHED));

    assertThat(registry.scrape())
        .contains("midnight_snapshot_age_seconds{cache=\"cities\"} 5400.0")
        .contains("midnight_snapshot_timestamp_seconds{cache=\"cities\"} 1.79539200125E9")
        .contains(
            "midnight_refresh_seconds_count"
                + "{cache=\"cities\",outcome=\"PUBLISHED\",trigger=\"SCHEDULE\"} 1")
        .contains(
            "midnight_refresh_seconds_count"
                + "{cache=\"cities\",outcome=\"FAILED\",trigger=\"RETRY\"} 0");
  }

  @Test
  void sizesStandBesideThoseOfTheApplicationsOwnCaches() {
    Gauge.builder("cache.size", () -> 5)
        .tags("cache", "sessions", "cache.manager", "cacheManager", "name", "sessions")
        .register(registry);
    meters.bindTo(registry);

    assertThat(registry.scrape())
        .contains("cache_size{cache=\"sessions\",cache_manager=\"cacheManager\",name=\"sessions\"}")
        .contains("cache_size{cache=\"cities\",cache_manager=\"midnight\",name=\"cities\"} 1234.0");
  }

  private Set<String> families() {
    return registry
        .scrape()
        .lines()
        .filter(line -> line.startsWith("# TYPE "))
        .map(line -> line.replaceAll("# TYPE (\\S+) .*", "$1"))
        .collect(Collectors.toSet());
  }

  private static FakeRegistry caches() {
    return FakeRegistry.of(new FakeCache(FakeStatus.fresh("cities").build()));
  }
}
