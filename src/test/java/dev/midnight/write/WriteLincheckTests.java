package dev.midnight.write;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/**
 * One key, two threads of two actions each, and a look at source and replica afterwards. Small on
 * purpose: broad random scenarios were seen to miss a write lost between replay and publish, which
 * this finds.
 */
class WriteLincheckTests {

  private static final int SCENARIOS = 15;
  private static final int RUNS = 300;
  private static final int RUNS_UNTIL_FOUND = 3_000;

  @Test
  void oneKeyIsLinearizableWhileLoadsRun() {
    options(RUNS).check(SoundReplica.class);
  }

  @Test
  void replayBeforeThePublishIsFoundToLoseAWrite() {
    assertThatExceptionOfType(LincheckAssertionError.class)
        .isThrownBy(() -> options(RUNS_UNTIL_FOUND).check(MistakenReplica.class))
        .withMessageContaining("refresh()");
  }

  private static StressOptions options(int runs) {
    return new StressOptions()
        .iterations(SCENARIOS)
        .invocationsPerIteration(runs)
        .threads(2)
        .actorsPerThread(2)
        .actorsBefore(0)
        .actorsAfter(1)
        .minimizeFailedScenario(false)
        .sequentialSpecification(Register.class);
  }

  /** What one key of a replica promises: it is a register that a refresh does not change. */
  public static class Register {

    private int value;

    public void put(int written) {
      value = written;
    }

    public void remove() {
      value = 0;
    }

    public int get() {
      return value;
    }

    public void refresh() {}
  }

  /** The product. */
  @Param(name = "value", gen = IntGen.class, conf = "1:3")
  public static class SoundReplica {

    final ReplicaUnderTest replica = new ReplicaUnderTest();

    @Operation
    public void put(@Param(name = "value") int written) {
      replica.write(written);
    }

    @Operation
    public void remove() {
      replica.write(0);
    }

    @Operation
    public int get() {
      return replica.get();
    }

    @Operation(nonParallelGroup = "load")
    public void refresh() {
      replica.refresh();
    }

    @Validate
    public void replicaHoldsWhatTheSourceHolds() {
      replica.requireAgreement();
    }
  }

  /** The same with the planted mistake. */
  @Param(name = "value", gen = IntGen.class, conf = "1:3")
  public static class MistakenReplica {

    final ReplicaUnderTest replica = new ReplicaUnderTest();

    @Operation
    public void put(@Param(name = "value") int written) {
      replica.write(written);
    }

    @Operation
    public void remove() {
      replica.write(0);
    }

    @Operation
    public int get() {
      return replica.get();
    }

    @Operation(nonParallelGroup = "load")
    public void refresh() {
      replica.refreshThatReplaysTooEarly();
    }

    @Validate
    public void replicaHoldsWhatTheSourceHolds() {
      replica.requireAgreement();
    }
  }
}
