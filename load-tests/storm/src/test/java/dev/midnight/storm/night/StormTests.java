package dev.midnight.storm.night;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.storm.systems.SystemName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Small storms in this JVM: what is counted shows where it must, and nowhere else. */
class StormTests {

  private static final NightSettings SMALL =
      new NightSettings(20_000, 1, false, 2, 8, 2_000, 5_000, 500, 0, 2);

  @Test
  void aMapThatIsClearedMissesKeys() throws Exception {
    assertThat(measure(SystemName.CLEAR_AND_PUT_ALL).harm().missing()).isPositive();
  }

  @Test
  void anExpiringCacheAsksTheSourceForEachKeyThatIsRead() throws Exception {
    NightResult result = measure(SystemName.CAFFEINE_REFRESH);
    assertThat(result.cost().calls()).isGreaterThan(100);
    assertThat(result.cost().streams()).isZero();
  }

  @Test
  void hollowHasNoOnlineWrites() throws Exception {
    NightResult result = measure(SystemName.HOLLOW);
    assertThat(result.harm().written()).isEqualTo(-1);
    assertThat(result.harm().mixed()).isNotNegative();
    assertThat(result.times().notFresh()).isZero();
  }

  @Test
  void midnightMissesMixesAndLosesNothingAndAsksOnce() throws Exception {
    NightResult result = measure(SystemName.MIDNIGHT);
    assertThat(result.harm().missing()).isZero();
    assertThat(result.harm().mixed()).isZero();
    assertThat(result.harm().written()).isPositive();
    assertThat(result.harm().lost()).isZero();
    assertThat(result.cost().streams()).isEqualTo(1);
    assertThat(result.cost().calls()).isZero();
    assertThat(result.times().notFresh()).isZero();
    assertThat(result.probe().during().count()).isPositive();
  }

  @ParameterizedTest
  @EnumSource(names = {"SWAP", "HOLLOW", "MIDNIGHT"})
  void wideRowsAreRenewedAsNarrowOnesAre(SystemName system) throws Exception {
    NightSettings wide = new NightSettings(20_000, 0.1, true, 2, 8, 2_000, 5_000, 500, 0, 2);
    NightResult result = new NightProcess(system, wide).run().result();
    assertThat(result.harm().missing()).isZero();
    assertThat(result.harm().mixed()).isZero();
    assertThat(result.times().notFresh()).isZero();
  }

  private static NightResult measure(SystemName system) throws Exception {
    return new NightProcess(system, SMALL).run().result();
  }
}
