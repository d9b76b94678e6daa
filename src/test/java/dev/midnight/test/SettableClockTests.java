package dev.midnight.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class SettableClockTests {

  @Test
  void standsStillUntilItIsSet() {
    SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");

    assertThat(clock.instant()).isEqualTo("2026-01-01T00:00:00Z");
    clock.set(Instant.parse("2026-02-01T00:00:00Z"));
    assertThat(clock.instant()).isEqualTo("2026-02-01T00:00:00Z");
    assertThat(clock.advance(Duration.ofHours(-1))).isEqualTo(clock.instant());
    assertThat(clock.instant()).isEqualTo("2026-01-31T23:00:00Z");
  }

  @Test
  void clocksOfOtherZonesShowTheSameTime() {
    SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
    SettableClock paris = clock.withZone(ZoneId.of("Europe/Paris"));

    clock.advance(Duration.ofDays(1));

    assertThat(paris.instant()).isEqualTo("2026-01-02T00:00:00Z");
    assertThat(paris.getZone()).isEqualTo(ZoneId.of("Europe/Paris"));
    assertThat(clock.getZone().getId()).isEqualTo("Z");
  }
}
