package dev.midnight.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.Outcome;
import dev.midnight.RefreshResult;
import dev.midnight.Snapshot;
import dev.midnight.ValidationResult;
import dev.midnight.test.CommandedCache;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gates at their borders, and validators of the application's. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GateTests {

  @ParameterizedTest
  @CsvSource({"9, REJECTED", "10, PUBLISHED"})
  void minEntries(int size, Outcome outcome) {
    try (CommandedCache<Integer, Integer> cache = CommandedCache.of("c", b -> b.minEntries(10))) {
      RefreshResult result = cache.rows(numbers(size)).refreshNow();

      assertThat(result.outcome()).isEqualTo(outcome);
      if (outcome == Outcome.REJECTED) {
        assertThat(result.reason())
            .isEqualTo(
                "9 entries loaded but the minimum is 10. See midnight.caches.c.validate.min-entries");
      }
    }
  }

  /** In binary 100 * 0.29 is a little less than 29, so that exactly 29 % were refused. */
  @ParameterizedTest
  @CsvSource({
    "0.5, 100, 50, PUBLISHED",
    "0.5, 100, 49, REJECTED",
    "0.29, 100, 71, PUBLISHED",
    "0.29, 100, 70, REJECTED",
    "0, 100, 99, REJECTED",
    "0, 100, 100, PUBLISHED",
    "1, 100, 1, PUBLISHED"
  })
  void maxShrink(double share, int before, int after, Outcome outcome) {
    assertThat(outcome(b -> b.maxShrink(share), before, after)).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 100, 150, PUBLISHED",
    "0.5, 100, 151, REJECTED",
    "0.29, 100, 129, PUBLISHED",
    "0.29, 100, 130, REJECTED",
    "0, 100, 101, REJECTED",
    "2, 100, 300, PUBLISHED",
    "2, 100, 301, REJECTED"
  })
  void maxGrowth(double share, int before, int after, Outcome outcome) {
    assertThat(outcome(b -> b.maxGrowth(share), before, after)).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({"0.9, 90, PUBLISHED", "0.9, 89, REJECTED", "0.29, 29, PUBLISHED", "1, 99, REJECTED"})
  void minOverlap(double share, int kept, Outcome outcome) {
    try (CommandedCache<Integer, Integer> cache =
        CommandedCache.of("c", b -> b.minOverlap(share))) {
      cache.publish(numbers(100));
      Map<Integer, Integer> others = new HashMap<>(numbers(kept));
      for (int i = kept; i < 100; i++) {
        others.put(1000 + i, i);
      }
      RefreshResult result = cache.rows(others).refreshNow();

      assertThat(result.outcome()).isEqualTo(outcome);
      if (outcome == Outcome.REJECTED) {
        assertThat(result.reason())
            .startsWith(kept + " of 100 keys are still there")
            .endsWith("See midnight.caches.c.validate.min-overlap");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"3600, PUBLISHED", "3601, REJECTED"})
  void maxSourceAge(long seconds, Outcome outcome) {
    try (CommandedCache<Integer, Integer> cache = ofAnHour()) {
      Instant dataTime = cache.clock().instant().minusSeconds(seconds);
      cache.loads(
          (out, context) -> {
            context.asOf(dataTime);
            out.put(1, 1);
          });

      assertThat(cache.refreshNow().outcome()).isEqualTo(outcome);
    }
  }

  /** A gate that cannot judge must not look as if it had. */
  @Test
  void loaderThatDoesNotSayTheTimeOfItsDataIsRejectedWhereThatIsLimited() {
    try (CommandedCache<Integer, Integer> cache = ofAnHour()) {
      RefreshResult result = cache.rows(numbers(1)).refreshNow();

      assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
      assertThat(result.reason()).contains("context.asOf()").contains("validate.max-source-age");
    }
  }

  @Test
  void unchangedDataGrowsTooOldToo() {
    try (CommandedCache<Integer, Integer> cache = ofAnHour()) {
      Instant dataTime = cache.clock().instant();
      cache
          .loads(
              (out, context) -> {
                context.asOf(dataTime);
                out.put(1, 1);
              })
          .refreshNow();
      cache.loads(
          (out, context) -> {
            context.asOf(dataTime);
            context.unchanged();
          });
      assertThat(cache.refreshNow().outcome()).isEqualTo(Outcome.UNCHANGED);
      cache.clock().set(dataTime.plusSeconds(3601));

      assertThat(cache.refreshNow().outcome()).isEqualTo(Outcome.REJECTED);
    }
  }

  private static CommandedCache<Integer, Integer> ofAnHour() {
    return CommandedCache.of("c", b -> b.maxSourceAge(Duration.ofHours(1)));
  }

  private static Outcome outcome(
      Consumer<SnapshotCacheBuilder<Integer, Integer>> settings, int before, int after) {
    try (CommandedCache<Integer, Integer> cache = CommandedCache.of("c", settings)) {
      cache.publish(numbers(before));
      Snapshot<Integer, Integer> current = cache.cache().snapshot();
      Outcome outcome = cache.rows(numbers(after)).refreshNow().outcome();
      assertThat(cache.cache().snapshot() == current).isEqualTo(outcome == Outcome.REJECTED);
      return outcome;
    }
  }

  @Test
  void firstLoadMayBeOfAnySize() {
    try (CommandedCache<Integer, Integer> cache =
        CommandedCache.of("c", b -> b.maxGrowth(0).maxShrink(0))) {
      cache.publish(numbers(1000));
    }
  }

  @Test
  void requiredKeysMustBeThere() {
    try (CommandedCache<Integer, Integer> cache =
        CommandedCache.of("c", b -> b.requiredKeys(List.of(1, 2, 3)))) {
      RefreshResult result = cache.rows(numbers(2)).refreshNow();

      assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
      assertThat(result.reason()).startsWith("2 of 3 required keys are missing, the first of them");
      cache.publish(numbers(4));
    }
  }

  @Test
  void validatorSeesCandidateAndCurrentAndItsReasonIsTold() {
    List<String> seen = new ArrayList<>();
    try (CommandedCache<Integer, Integer> cache =
        CommandedCache.of(
            "c",
            b ->
                b.validator(
                    (candidate, current) -> {
                      seen.add(
                          candidate.size() + " after " + (current == null ? "-" : current.size()));
                      return candidate.size() > 5
                          ? ValidationResult.reject("too many\nfor password=secret me")
                          : ValidationResult.accept();
                    }))) {
      cache.publish(numbers(4));
      RefreshResult result = cache.rows(numbers(6)).refreshNow();

      assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
      assertThat(result.reason()).isEqualTo("too many for password=*** me");
      assertThat(seen).containsExactly("4 after -", "6 after 4");
    }
  }

  /** Errors and a missing verdict made the refresh FAILED, as if the load had been bad. */
  @Test
  void validatorThatThrowsRejects() {
    List<Throwable> failures =
        List.of(new IllegalStateException("x"), new StackOverflowError(), new AssertionError("y"));
    for (Throwable failure : failures) {
      try (CommandedCache<Integer, Integer> cache =
          CommandedCache.of("c", b -> b.validator((candidate, current) -> sneaky(failure)))) {
        RefreshResult result = cache.rows(numbers(3)).refreshNow();

        assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(result.reason())
            .contains("a validator failed", failure.getClass().getSimpleName());
      }
    }
  }

  @Test
  @SuppressWarnings("NullAway") // what a validator without nullness checks may return
  void validatorWithoutAVerdictRejects() {
    try (CommandedCache<Integer, Integer> cache =
        CommandedCache.of("c", b -> b.validator((candidate, current) -> null))) {
      RefreshResult result = cache.rows(numbers(3)).refreshNow();

      assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
      assertThat(result.reason()).isEqualTo("a validator returned null");
    }
  }

  private static ValidationResult sneaky(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }

  private static Map<Integer, Integer> numbers(int size) {
    Map<Integer, Integer> rows = new HashMap<>();
    for (int key = 0; key < size; key++) {
      rows.put(key, key);
    }
    return rows;
  }
}
