package dev.midnight.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.spi.CacheMemory;
import dev.midnight.spi.CacheStatus;
import dev.midnight.spi.ContentionStatus;
import dev.midnight.spi.FakeCache;
import dev.midnight.spi.FakeRegistry;
import dev.midnight.spi.FakeStatus;
import dev.midnight.spi.GenerationStatus;
import dev.midnight.spi.WriteStatus;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatusMetersTests {

  private final MockClock clock = new MockClock();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
  private final FakeCache cities = new FakeCache("cities");
  private final MidnightMeters meters = new MidnightMeters(() -> FakeRegistry.of(cities));

  @BeforeEach
  void bind() {
    meters.bindTo(registry);
  }

  @Test
  void gaugesShowTheStatus() {
    cities.show(busyStatus());
    clock.add(Duration.ofSeconds(1));

    assertThat(gauge("midnight.refresh.timer.silent")).isEqualTo(1);
    assertThat(
            registry
                .get("midnight.refresh.overdue")
                .tag("cache", "cities")
                .functionCounter()
                .count())
        .isEqualTo(2);
    assertThat(gauge("midnight.snapshot.version")).isEqualTo(7);
    assertThat(gauge("midnight.snapshot.generation")).isEqualTo(3);
    assertThat(gauge("midnight.snapshot.size")).isEqualTo(1234);
    assertThat(gauge("cache.size")).isEqualTo(1234);
    assertThat(gauge("midnight.snapshot.retained")).isEqualTo(2);
    assertThat(function("cache.gets", "result", "hit")).isEqualTo(70);
    assertThat(function("cache.gets", "result", "miss")).isEqualTo(8);
    assertThat(gauge("midnight.snapshot.memory")).isEqualTo(65536);
    assertThat(gauge("midnight.snapshot.timestamp"))
        .isEqualTo(Instant.parse("2026-11-23T00:00:01.250Z").toEpochMilli() / 1000.0);
    assertThat(gauge("midnight.snapshot.age")).isEqualTo(5400);
    assertThat(gauge("midnight.snapshot.max.age")).isEqualTo(93600);
    assertThat(gauge("midnight.refresh.interval")).isEqualTo(86400);
    assertThat(gauge("midnight.refresh.consecutive.failures")).isEqualTo(2);
    assertThat(gauge("midnight.refresh.deadline")).isEqualTo(600);
    assertThat(gauge("midnight.refresh.stuck")).isZero();
    assertThat(gauge("midnight.refresh.paused.timestamp")).isEqualTo(1_795_000_000);
    assertThat(gauge("midnight.refresh.pinned.timestamp")).isEqualTo(1_795_000_007);
    assertThat(gauge("midnight.write.buffer.size")).isEqualTo(4);
    assertThat(gauge("midnight.write.buffer.capacity")).isEqualTo(65536);
    assertThat(gauge("midnight.shard.imbalance")).isEqualTo(1.25);
    assertThat(function("midnight.writes", "result", "merged")).isEqualTo(20);
    assertThat(function("midnight.shard.lock.acquisitions", "result", "contended")).isEqualTo(9);
  }

  @Test
  void ageBeforeTheFirstLoadCountsFromTheStart() {
    clock.add(Duration.ofHours(3));

    assertThat(gauge("midnight.snapshot.age")).isEqualTo(3 * 3600);
  }

  @Test
  void aScrapeTakesTheStatusOnceAndTheNextOneTakesItAnew() {
    clock.add(Duration.ofSeconds(1));
    int before = cities.statusCalls();
    scrape();
    assertThat(cities.statusCalls()).isEqualTo(before + 1);

    clock.add(Duration.ofSeconds(1));
    scrape();
    assertThat(cities.statusCalls()).isEqualTo(before + 2);
  }

  private static CacheStatus busyStatus() {
    return FakeStatus.fresh("cities")
        .maxStaleness(Duration.ofHours(26))
        .schedule(
            new CacheStatus.Schedule(
                "@midnight", "UTC", List.of(), null, Duration.ofDays(1), 2, true))
        .consecutiveFailures(2)
        .retained(2)
        .reads(70, 8)
        .paused(new CacheStatus.Pause(Instant.ofEpochSecond(1_795_000_000), "freeze"))
        .generations(
            new GenerationStatus(
                new CacheMemory.Pin(3, Instant.ofEpochSecond(1_795_000_007), null, "freeze"),
                List.of(),
                null,
                null))
        .writes(new WriteStatus(100, 20, 3, 4, 65536, 17))
        .contention(new ContentionStatus(1000, 9, Duration.ofMillis(5), 1.25, Map.of()))
        .build();
  }

  private void scrape() {
    registry.getMeters().forEach(meter -> meter.measure().forEach(Measurement::getValue));
  }

  private double gauge(String name) {
    return registry.get(name).tag("cache", "cities").gauge().value();
  }

  private double function(String name, String tag, String value) {
    return registry.get(name).tags("cache", "cities", tag, value).functionCounter().count();
  }
}
