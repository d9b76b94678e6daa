package dev.midnight.storm.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FlatnessTests {

  @Test
  void aThreadThatIsLeftBehindNowAndThenIsFound() {
    assertThat(complaints(i -> new Reading(i, 50 << 20, 10 + i / 3, 20, 40)))
        .singleElement()
        .asString()
        .contains("threads grew from 13 to 18");
  }

  @Test
  void aHeapThatGrowsIsFound() {
    assertThat(complaints(i -> new Reading(i, (50L + i * 2L) << 20, 10, 20, 40)))
        .singleElement()
        .asString()
        .contains("heap in bytes grew");
  }

  @Test
  void oneMeterMoreIsOneTooMany() {
    assertThat(complaints(i -> new Reading(i, 50 << 20, 10, 20, i < 20 ? 40 : 41)))
        .singleElement()
        .asString()
        .contains("meters");
  }

  @Test
  void ripplesAreNoGrowth() {
    assertThat(complaints(i -> new Reading(i, (50L + i % 5) << 20, 10 + i % 3, 20 + i % 2, 40)))
        .isEmpty();
  }

  private static List<String> complaints(IntFunction<Reading> reading) {
    return Flatness.complaints(IntStream.range(0, 30).mapToObj(reading).toList());
  }
}
