package dev.midnight.storm.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class CurvesTests {

  private final Curves curves =
      new Curves(
          List.of(
              new Cell(Structure.CONCURRENT_MAP, true, 2, 0, 100),
              new Cell(Structure.CONCURRENT_MAP, true, 2, 40, 20),
              new Cell(Structure.SHARDS, true, 2, 0, 50),
              new Cell(Structure.SHARDS, true, 2, 40, 40)));

  @Test
  void whatWasNotMeasuredIsSaidSo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> curves.perSecond(Structure.SHARDS, false, 2, 0))
        .withMessageContaining("SHARDS");
  }

  @Test
  void aStructureIsComparedWithItselfAndWithTheMap() {
    assertThat(curves.toReadOnly(Structure.SHARDS, true, 2, 40)).isEqualTo(0.8);
    assertThat(curves.toConcurrentMap(Structure.SHARDS, true, 2, 40)).isEqualTo(2.0);
  }
}
