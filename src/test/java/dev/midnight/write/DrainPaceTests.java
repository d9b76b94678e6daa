package dev.midnight.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DrainPaceTests {

  private static final long MILLI = Duration.ofMillis(1).toNanos();

  private final DrainPace pace = new DrainPace(Duration.ofMillis(5));

  @Test
  void firstDrainWaitsForNothing() {
    assertThat(pace.remaining(0, false)).isZero();
  }

  @Test
  void cheapDrainsKeepTheInterval() {
    pace.succeeded(0, MILLI / 10);
    assertThat(pace.remaining(2 * MILLI, false)).isEqualTo(3 * MILLI);
    assertThat(pace.remaining(2 * MILLI, true)).isNegative();
  }

  @Test
  void drainsThatCostMoreThanATenthOfTheIntervalStretchIt() {
    pace.succeeded(0, 4 * MILLI);
    assertThat(pace.remaining(4 * MILLI, false)).isEqualTo(36 * MILLI);
    assertThat(pace.remaining(4 * MILLI, true)).isEqualTo(36 * MILLI);
    pace.succeeded(40 * MILLI, 0);
    assertThat(pace.remaining(40 * MILLI, false)).isEqualTo(30 * MILLI);
  }

  @Test
  void failuresPauseTwiceAsLongEachTimeUpToASecond() {
    pace.failed(0);
    assertThat(pace.remaining(0, false)).isEqualTo(5 * MILLI);
    for (int i = 0; i < 20; i++) {
      pace.failed(0);
    }
    assertThat(pace.remaining(0, true)).isEqualTo(1000 * MILLI);
    pace.succeeded(0, 0);
    assertThat(pace.remaining(0, false)).isEqualTo(5 * MILLI);
  }
}
