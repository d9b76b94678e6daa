package dev.midnight.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.midnight.Outcome;
import dev.midnight.RefreshResult;
import dev.midnight.Snapshot;
import dev.midnight.SnapshotLoader;
import dev.midnight.test.CommandedCache;
import dev.midnight.test.FailingLoaders;
import dev.midnight.test.HangingLoader;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way in which a loader can fail: readers stay, the reason is told, the next load works. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BadLoaderTests {

  private static final Map<String, Integer> YESTERDAY = Map.of("a", 1, "b", 1, "c", 1, "d", 1);
  private static final Map<String, Integer> TODAY = Map.of("a", 2, "b", 2, "c", 2, "d", 2);

  static Stream<Arguments> failures() {
    return Stream.of(
        bad(
            "throws",
            FailingLoaders.throwing(new IOException("no route")),
            "IOException: no route"),
        bad("throws an error", FailingLoaders.throwing(new AssertionError("x")), "AssertionError"),
        bad(
            "throws after half",
            FailingLoaders.halfThenThrowing(TODAY, new IllegalStateException("reset")),
            "IllegalStateException: reset"),
        bad("puts a null key", FailingLoaders.nullKey(1), "null key"),
        bad("puts a null value", FailingLoaders.nullValue("a"), "null value"),
        bad("swallows", FailingLoaders.swallowingRefusals(TODAY, "z"), "null value"),
        bad("duplicates", FailingLoaders.duplicateKey("a", 1, 2), "load.duplicates"),
        bad("hashCode throws", FailingLoaders.poisonedHashCode(1), "poisoned hashCode"),
        bad("equals throws", FailingLoaders.poisonedEquals(1), "poisoned equals"),
        bad("runs out of memory", FailingLoaders.outOfMemory(), "OutOfMemoryError"),
        bad("overflows the stack", FailingLoaders.stackOverflow(), "StackOverflowError"),
        bad("interrupts itself", FailingLoaders.interruptingItself(TODAY), "interrupted"),
        bad(
            "says unchanged and puts",
            (out, context) -> {
              out.put("a", 2);
              context.unchanged();
            },
            "unchanged() and put 1 rows"));
  }

  static Stream<Arguments> tooSlow() {
    return Stream.of(
        bad("drips", FailingLoaders.dripping(TODAY, Duration.ofHours(1)), "deadline of 200 ms"),
        bad("heeds interrupts", HangingLoader.heedingInterrupts(), "deadline of 200 ms"),
        bad("heeds cancel actions", HangingLoader.heedingCancelActions(), "deadline of 200 ms"));
  }

  private static Arguments bad(String name, SnapshotLoader<String, Integer> loader, String reason) {
    return arguments(name, loader, reason);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failures")
  void failureLeavesReadersOnTheSnapshotBefore(
      String name, SnapshotLoader<String, Integer> loader, String reason) {
    staysAndRecovers(Duration.ofMinutes(10), loader, Outcome.FAILED, reason);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tooSlow")
  void deadlineLeavesReadersOnTheSnapshotBefore(
      String name, SnapshotLoader<String, Integer> loader, String reason) {
    staysAndRecovers(Duration.ofMillis(200), loader, Outcome.FAILED, reason);
  }

  @ParameterizedTest
  @MethodSource("unwilling")
  void answerLeavesReadersOnTheSnapshotBefore(
      SnapshotLoader<String, Integer> loader, Outcome outcome, String reason) {
    staysAndRecovers(Duration.ofMinutes(10), loader, outcome, reason);
  }

  @SuppressWarnings("NullAway") // what a loader without nullness checks may say
  static Stream<Arguments> unwilling() {
    SnapshotLoader<String, Integer> silent = (out, context) -> context.notReady(null);
    return Stream.of(
        arguments(FailingLoaders.empty(), Outcome.REJECTED, "0 entries loaded"),
        arguments(FailingLoaders.notReady("still exporting"), Outcome.NOT_READY, "still exporting"),
        arguments(silent, Outcome.NOT_READY, "no reason given"));
  }

  private static void staysAndRecovers(
      Duration deadline, SnapshotLoader<String, Integer> loader, Outcome outcome, String reason) {
    ObservedThreads threads = new ObservedThreads();
    try (CommandedCache<String, Integer> cache =
        CommandedCache.of("prices", b -> b.deadline(deadline).threads(threads))) {
      cache.publish(YESTERDAY);
      Snapshot<String, Integer> before = cache.cache().snapshot();

      RefreshResult result = cache.loads(loader).refreshNow();

      assertThat(result.outcome()).isEqualTo(outcome);
      assertThat(result.reason()).contains(reason);
      assertThat(result.generation()).isEqualTo(1);
      assertThat(cache.cache().snapshot()).isSameAs(before);
      assertThat(Managed.status(cache).consecutiveFailures()).isEqualTo(1);
      assertThat(Managed.status(cache).history()).hasSize(2);
      assertThat(Managed.status(cache).history().get(0).result()).isEqualTo(result);
      assertThat(Managed.status(cache).stuckLoads()).isEmpty();
      await().until(() -> threads.alive().isEmpty());

      cache.publish(TODAY);
      assertThat(cache.cache().snapshot().asMap()).isEqualTo(TODAY);
      assertThat(Managed.status(cache).consecutiveFailures()).isZero();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failures")
  void failureOfTheVeryFirstLoadLeavesNothingToRead(
      String name, SnapshotLoader<String, Integer> loader, String reason) {
    try (CommandedCache<String, Integer> cache = CommandedCache.of("prices")) {
      RefreshResult result = cache.loads(loader).refreshNow();

      assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(result.generation()).isZero();
      assertThat(Managed.status(cache).generation()).isZero();
      cache.publish(TODAY);
    }
  }
}
