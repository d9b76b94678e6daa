package dev.midnight.advice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.spi.Advice;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class AdviserTests {

  private Adviser adviser = new Adviser();
  private final Seen seen = new Seen();

  @Test
  void nothingIsAdvisedWhereNothingIsWrong() {
    assertThat(advised()).isEmpty();
  }

  @Test
  void aCacheThatIsOnlyReadIsLeftAlone() {
    seen.accepted = 0;
    seen.drains = 0;
    seen.used = Duration.ZERO;
    assertThat(advised()).isEmpty();
  }

  @Test
  void itIsSilentBeforeAnHourIsOver() {
    seen.contended = 500_000;
    seen.over = Duration.ofMinutes(59);
    assertThat(advised())
        .containsExactly(
            Advice.remark(
                "Not enough seen yet: 101,000,000 operations in 59 min; settings are advised from"
                    + " 10,000 operations and 1 h on."));

    seen.over = Duration.ofHours(1);
    assertThat(advised()).extracting(Advice::setting).containsExactly("write.shards");
  }

  @Test
  void itIsSilentBeforeTenThousandOperations() {
    seen.reads = 8_999;
    seen.accepted = 1_000;
    seen.fullest = 65_536;
    assertThat(advised())
        .singleElement()
        .satisfies(advice -> assertThat(advice.reason()).startsWith("Not enough seen yet: 9,999 "));

    seen.reads = 9_000;
    assertThat(advised()).extracting(Advice::setting).containsExactly("write.capacity");
  }

  @Test
  void moreThanOneContendedLockInAHundredAsksForMoreShards() {
    seen.contended = 10_000;
    assertThat(advised()).isEmpty();

    seen.contended = 20_000;
    assertThat(advised())
        .containsExactly(
            new Advice(
                "write.shards",
                "64",
                "256",
                "20,000 of 1,000,000 acquisitions of a shard's lock (2.0 %) found it taken and"
                    + " waited, 20 s in all. More than 1.0 % of them is more than the shards aim"
                    + " at; writers meet the less often, the more shards there are."));
  }

  @Test
  void aHotKeyIsNotHelpedByShards() {
    seen.contended = 20_000;
    seen.imbalance = 4;
    assertThat(advised()).extracting(Advice::setting).containsExactly("write.shards");

    seen.imbalance = 4.1;
    assertThat(advised())
        .singleElement()
        .satisfies(
            advice -> {
              assertThat(advice.setting()).isNull();
              assertThat(advice.reason()).contains("busiest of 64 shards", "4.1 times");
            });
  }

  @Test
  void noMoreShardsAreAdvisedThanCanBeSet() {
    seen.contended = 20_000;
    seen.shards = 2048;
    assertThat(advised()).extracting(Advice::advised).containsExactly("4096");

    seen.shards = 4096;
    assertThat(advised()).isEmpty();
  }

  @Test
  void aFewLocksProveNothing() {
    seen.accepted = 999;
    seen.contended = 500;
    assertThat(advised()).isEmpty();

    seen.accepted = 1000;
    assertThat(advised()).hasSize(1);
  }

  @Test
  void aBufferThatWasFourFifthsFullIsTooSmall() {
    seen.capacity = 1000;
    seen.fullest = 800;
    assertThat(advised()).isEmpty();

    seen.fullest = 801;
    seen.blocked = 7;
    seen.rejected = 3;
    assertThat(advised())
        .containsExactly(
            new Advice(
                "write.capacity",
                "1000",
                "4000",
                "Up to 801 of 1,000 places of the buffer were taken (80 %), more than 80 %; 7"
                    + " writers waited for room, 7 ms in all, and 3 writes were rejected."));
  }

  @Test
  void drainsThatTakeMoreThanATwentiethOfAProcessorAreTooFrequent() {
    seen.used = Duration.ofMinutes(30);
    assertThat(advised()).isEmpty();

    seen.used = Duration.ofMinutes(60);
    assertThat(advised())
        .containsExactly(
            new Advice(
                "write.drain-interval",
                "5ms",
                "20ms",
                "Drains used 10 % of a processor, more than 5.0 %: 100,000 of them, each with 10"
                    + " keys of 1,000,000 entries and 4 KiB of the table copied. A drain each 20 ms"
                    + " merges more (0.0 % of the writes met an earlier one of theirs so far) and"
                    + " copies less; readers see a write up to 15 ms later."));
  }

  @Test
  void theIntervalEndsAtASecondAndBeginsAtFiveMilliseconds() {
    seen.used = Duration.ofMinutes(60);
    seen.interval = Duration.ofMillis(400);
    assertThat(advised()).extracting(Advice::advised).containsExactly("1000ms");

    seen.interval = Duration.ofSeconds(1);
    assertThat(advised()).isEmpty();

    seen.interval = Duration.ZERO;
    assertThat(advised()).extracting(Advice::advised).containsExactly("5ms");
  }

  @Test
  void cheapDrainsOfKeysThatRarelyMeetMayComeMoreOften() {
    seen.interval = Duration.ofMillis(19);
    assertThat(advised()).isEmpty();

    seen.interval = Duration.ofMillis(200);
    assertThat(advised())
        .containsExactly(
            new Advice(
                "write.drain-interval",
                "200ms",
                "50ms",
                "Only 0.0 % of the writes met an earlier one of theirs, and drains used 0.0 % of a"
                    + " processor. A drain each 50 ms takes 0.1 % at most, and readers see a write"
                    + " up to 150 ms sooner."));
  }

  @Test
  void anIntervalThatMergesOrWouldCostIsLeftAlone() {
    seen.interval = Duration.ofMillis(200);
    seen.merged = 100_000;
    assertThat(advised()).isEmpty();

    seen.merged = 0;
    seen.used = Duration.ofSeconds(90);
    assertThat(advised()).isEmpty();

    seen.used = Duration.ofSeconds(89);
    assertThat(advised()).hasSize(1);
  }

  @Test
  void fewDrainsProveNothing() {
    seen.interval = Duration.ofMillis(200);
    seen.drains = 999;
    assertThat(advised()).isEmpty();

    seen.drains = 1000;
    assertThat(advised()).hasSize(1);
  }

  @Test
  void manyWritesOfUniformKeysAskForAnotherTool() {
    seen.accepted = 10_000_000;
    seen.reads = 90_000_000;
    assertThat(advised()).isEmpty();

    seen.accepted = 37_000_000;
    seen.reads = 63_000_000;
    assertThat(advised())
        .singleElement()
        .satisfies(
            advice -> {
              assertThat(advice.setting()).isNull();
              assertThat(advice.reason())
                  .startsWith("37 % of operations are writes of uniform keys (1,028 a second")
                  .contains("use a ConcurrentHashMap", "See choosing.md.");
            });
  }

  @Test
  void writesOfHotKeysAskForAnotherToolLater() {
    seen.accepted = 40_000_000;
    seen.merged = 10_000_000;
    seen.reads = 60_000_000;
    assertThat(advised()).isEmpty();

    seen.accepted = 40_100_000;
    seen.merged = 10_100_000;
    assertThat(advised())
        .singleElement()
        .satisfies(advice -> assertThat(advice.reason()).contains("hot keys", "read-write lock"));

    assertThat(after(s -> s.merged = 8_000_000))
        .singleElement()
        .satisfies(advice -> assertThat(advice.reason()).contains("uniform keys"));
  }

  @Test
  void fewWritesASecondSuitAnyTool() {
    seen.accepted = 3_600_000;
    seen.reads = 1_000_000;
    assertThat(advised()).isEmpty();

    assertThat(after(s -> s.accepted = 3_600_001)).hasSize(1);
  }

  @Test
  void whereReadersTakeSnapshotsTheShareOfWritesIsNotKnown() {
    seen.accepted = 37_000_000;
    seen.reads = 0;
    assertThat(advised()).isEmpty();
  }

  @Test
  void whatStandsStaysUntilItsFigureIsWellBackFromTheBorder() {
    seen.contended = 10_001;
    assertThat(advised()).hasSize(1);
    assertThat(after(s -> s.contended = 8_001)).hasSize(1);
    assertThat(after(s -> s.contended = 8_000)).isEmpty();
    assertThat(after(s -> s.contended = 9_999)).isEmpty();
  }

  @Test
  void aShorterIntervalStandsUntilItsCostIsWellAboveTheBorder() {
    seen.interval = Duration.ofMillis(200);
    seen.used = Duration.ofSeconds(89);
    assertThat(advised()).hasSize(1);
    assertThat(after(s -> s.used = Duration.ofSeconds(112))).hasSize(1);
    assertThat(after(s -> s.used = Duration.ofSeconds(113))).isEmpty();
    assertThat(after(s -> s.used = Duration.ofSeconds(100))).isEmpty();
  }

  /** By one who advises for the first time. */
  private List<Advice> advised() {
    adviser = new Adviser();
    return adviser.advise(seen.observed());
  }

  /** By the same one, later. */
  private List<Advice> after(Consumer<Seen> change) {
    change.accept(seen);
    return adviser.advise(seen.observed());
  }
}
