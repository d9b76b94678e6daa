package dev.midnight.storm.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTests {

  @Test
  void timesAndSizesGetTheUnitThatSuitsThem() {
    assertThat(Figures.nanos(0)).isEqualTo("0 ns");
    assertThat(Figures.nanos(1_234)).isEqualTo("1.23 µs");
    assertThat(Figures.nanos(45_600_000)).isEqualTo("45.6 ms");
    assertThat(Figures.nanos(1.8e14)).isEqualTo("50.0 h");
    assertThat(Figures.bytes(512)).isEqualTo("512 B");
    assertThat(Figures.bytes(3 << 20)).isEqualTo("3.00 MiB");
  }

  @Test
  void countsHaveTheirThousandsApart() {
    assertThat(Figures.count(1_234_567)).isEqualTo("1,234,567");
  }
}
