package dev.midnight.storm.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class PowerLawTests {

  @Test
  void oneSizeOrNoLogarithmIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PowerLaw.through(List.of(point(10, 1), point(10, 2))))
        .withMessageContaining("two different sizes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PowerLaw.through(List.of(point(10, 0), point(100, 2))))
        .withMessageContaining("0.0");
  }

  @Test
  void anExactPowerIsFound() {
    PowerLaw law = PowerLaw.through(points(x -> 3 * Math.pow(x, 1.5)));
    assertThat(law.exponent()).isCloseTo(1.5, within(1e-9));
    assertThat(law.factor()).isCloseTo(3, within(1e-9));
    assertThat(law.fit()).isCloseTo(1, within(1e-9));
  }

  @Test
  void whatDoesNotGrowHasTheExponentNought() {
    assertThat(PowerLaw.through(points(x -> 42)).exponent()).isZero();
  }

  @Test
  void scatterLowersTheFit() {
    PowerLaw law =
        PowerLaw.through(List.of(point(10, 1), point(100, 30), point(1_000, 5), point(10_000, 90)));
    assertThat(law.fit()).isBetween(0.1, 0.95);
  }

  private static List<PowerLaw.Point> points(java.util.function.DoubleUnaryOperator curve) {
    return DoubleStream.of(1e3, 1e4, 1e5, 1e6)
        .mapToObj(x -> point(x, curve.applyAsDouble(x)))
        .toList();
  }

  private static PowerLaw.Point point(double x, double y) {
    return new PowerLaw.Point(x, y);
  }
}
