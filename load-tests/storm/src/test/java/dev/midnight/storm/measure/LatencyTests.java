package dev.midnight.storm.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatencyTests {

  @Test
  void nothingMeasuredIsSaidSo() {
    assertThat(Latency.of(Latency.histogram())).isEqualTo(Latency.NONE);
  }

  @Test
  void histogramsOfSeveralReadersMergeIntoOne() {
    Histogram calm = Latency.histogram();
    calm.recordValueWithCount(1_000_000, 998);
    Histogram stormy = Latency.histogram();
    stormy.recordValueWithCount(100_000_000, 2);
    calm.add(stormy);

    Latency latency = Latency.of(calm);
    assertThat(latency.count()).isEqualTo(1_000);
    assertThat(latency.p50()).isCloseTo(1, within(0.01));
    assertThat(latency.p99()).isCloseTo(1, within(0.01));
    assertThat(latency.p999()).isCloseTo(100, within(0.1));
    assertThat(latency.max()).isCloseTo(100, within(0.1));
  }
}
