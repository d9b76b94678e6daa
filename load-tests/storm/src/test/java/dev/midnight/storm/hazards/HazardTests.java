package dev.midnight.storm.hazards;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each detector detects its hazard, and finds nothing with Midnight. */
class HazardTests {

  static Stream<Named<Hazard>> hazards() {
    return HazardTour.hazards().stream().map(hazard -> Named.of(hazard.name(), hazard));
  }

  @ParameterizedTest
  @MethodSource("hazards")
  void isSeenWithoutMidnight(Hazard hazard) throws Exception {
    Toll toll = new Toll();
    hazard.unguarded(Effort.of(Duration.ofSeconds(30), 1), toll);
    assertThat(toll.sighting().kinds()).isNotEmpty();
    assertThat(toll.sighting().probability()).isPositive();
    assertThat(toll.sighting().windowNanos()).isPositive();
  }

  @ParameterizedTest
  @MethodSource("hazards")
  void isNotSeenWithMidnight(Hazard hazard) throws Exception {
    Toll toll = new Toll();
    hazard.withMidnight(Effort.of(Duration.ofSeconds(1), Long.MAX_VALUE), toll);
    assertThat(toll.trials()).isPositive();
    assertThat(toll.sighting().kinds()).isEmpty();
  }
}
