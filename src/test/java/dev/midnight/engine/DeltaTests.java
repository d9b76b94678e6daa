package dev.midnight.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.midnight.CronSchedule;
import dev.midnight.DeltaLoader;
import dev.midnight.DeltaWriter;
import dev.midnight.Outcome;
import dev.midnight.Phase;
import dev.midnight.Snapshot;
import dev.midnight.Trigger;
import dev.midnight.ValidationResult;
import dev.midnight.generations.MemoryStore;
import dev.midnight.spi.DeltaReport;
import dev.midnight.spi.DeltaStatus;
import dev.midnight.spi.GenerationTicket;
import dev.midnight.spi.ManagedDeltas;
import dev.midnight.spi.RunningCycle;
import dev.midnight.spi.StuckLoad;
import dev.midnight.test.CommandedCache;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Deltas beside loads, writes and operators' orders. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DeltaTests {

  private final ChangeLog source = new ChangeLog();
  private volatile DeltaLoader<String, Integer> loader = source;

  private CommandedCache<String, Integer> start() {
    return start(builder -> {});
  }

  private CommandedCache<String, Integer> start(
      Consumer<SnapshotCacheBuilder<String, Integer>> settings) {
    CommandedCache<String, Integer> cache =
        CommandedCache.of(
            "c",
            builder ->
                settings.accept(
                    builder.deltaLoader(
                        (watermark, out, context) -> loader.loadChanges(watermark, out, context))));
    cache.loads(source);
    return cache;
  }

  private CommandedCache<String, Integer> loaded() {
    CommandedCache<String, Integer> cache = start();
    source.set("a", 1);
    source.set("b", 1);
    assertThat(cache.refreshNow().outcome()).isEqualTo(Outcome.PUBLISHED);
    return cache;
  }

  @Test
  void deltaBecomesVisibleAsOneVersionOfTheSameGenerationAndMakesNothingLookFresher() {
    try (CommandedCache<String, Integer> cache = loaded()) {
      Snapshot<String, Integer> before = cache.cache().snapshot();
      cache.clock().advance(Duration.ofMinutes(1));
      source.set("a", 2);
      source.set("b", null);
      source.set("c", 3);

      DeltaReport report = take(cache);

      assertThat(report.outcome()).isEqualTo(Outcome.PUBLISHED);
      assertThat(report.from()).isEqualTo("2");
      assertThat(report.watermark()).isEqualTo("5");
      assertThat(report.changes().added()).isEqualTo(1);
      assertThat(report.changes().updated()).isEqualTo(1);
      assertThat(report.changes().removed()).isEqualTo(1);
      Snapshot<String, Integer> after = cache.cache().snapshot();
      assertThat(after.asMap()).isEqualTo(Map.of("a", 2, "c", 3));
      assertThat(after.version()).isEqualTo(before.version() + 1);
      assertThat(after.generation()).isEqualTo(before.generation());
      assertThat(after.loadedAt()).isEqualTo(before.loadedAt());
      assertThat(before.asMap()).isEqualTo(Map.of("a", 1, "b", 1));
    }
  }

  @Test
  void emptyDeltaMakesNoVersionMovesTheWatermarkAndIsNotKept() {
    try (CommandedCache<String, Integer> cache = loaded()) {
      long version = cache.cache().snapshot().version();
      source.set("a", 1);

      DeltaReport report = take(cache);

      assertThat(report.outcome()).isEqualTo(Outcome.UNCHANGED);
      assertThat(report.rows()).isEqualTo(1);
      assertThat(cache.cache().snapshot().version()).isEqualTo(version);
      assertThat(status(cache).watermark()).isEqualTo("3");
      assertThat(status(cache).last()).isEqualTo(report);
      assertThat(status(cache).history()).isEmpty();
    }
  }

  @Test
  void loadThatNamesNoWatermarkLeavesTheOneBefore() {
    try (CommandedCache<String, Integer> cache = start()) {
      cache.publish(Map.of("a", 1));
      source.set("b", 2);
      assertThat(take(cache).from()).isEmpty();

      cache.publish(Map.of("a", 1, "b", 2));

      assertThat(take(cache).from()).isEqualTo("1");
    }
  }

  @Test
  void failedDeltaLeavesSnapshotAndWatermarkAndTheNextReadsTheSameAgain() {
    try (CommandedCache<String, Integer> cache = loaded()) {
      source.set("a", 2);
      loader =
          (watermark, out, context) -> {
            source.loadChanges(watermark, out, context);
            throw new IllegalStateException("connection reset");
          };

      DeltaReport failed = take(cache);
      assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(failed.reason()).contains("connection reset");
      assertThat(failed.watermark()).isEqualTo("2");
      assertThat(cache.cache().get("a")).isEqualTo(1);
      assertThat(status(cache).consecutiveFailures()).isEqualTo(1);

      loader = source;
      assertThat(take(cache).from()).isEqualTo("2");
      assertThat(cache.cache().get("a")).isEqualTo(2);
      assertThat(status(cache).consecutiveFailures()).isZero();
      assertThat(status(cache).history()).hasSize(2);
    }
  }

  @Test
  void loaderThatSwallowsARefusedRowOrForgetsItsWatermarkFails() {
    try (CommandedCache<String, Integer> cache = loaded()) {
      loader =
          (watermark, out, context) -> {
            out.put("z", 9);
            assertThatThrownBy(() -> out.put("y", nothing()))
                .isInstanceOf(NullPointerException.class);
            return "9";
          };
      assertThat(take(cache).outcome()).isEqualTo(Outcome.FAILED);
      loader = (watermark, out, context) -> noText();
      assertThat(take(cache).reason()).contains("returned null").contains("at most 4096");
      loader = (watermark, out, context) -> "x".repeat(4_097);
      assertThat(take(cache).reason()).contains("4097 characters");

      assertThat(cache.cache().get("z")).isNull();
      assertThat(status(cache).watermark()).isEqualTo("2");
    }
  }

  @Test
  void writerRefusesAfterItsDeltaHasEnded() {
    try (CommandedCache<String, Integer> cache = loaded()) {
      CompletableFuture<DeltaWriter<String, Integer>> kept = new CompletableFuture<>();
      loader =
          (watermark, out, context) -> {
            kept.complete(out);
            return watermark;
          };
      take(cache);
      assertThatThrownBy(() -> kept.join().put("a", 9)).hasMessageContaining("has ended");
      assertThatThrownBy(() -> kept.join().remove("a")).hasMessageContaining("has ended");
    }
  }

  /** A load reads the old row, a delta publishes the new one, and the load ends after it. */
  @Test
  void deltaIsLaidOverALoadThatBeganBeforeIt() throws Exception {
    try (CommandedCache<String, Integer> cache = loaded();
        Gate gate = new Gate()) {
      cache.loads(
          (out, context) -> {
            context.watermark(source.position());
            Map<String, Integer> old = source.rows();
            gate.pass();
            old.forEach(out::put);
          });
      var refresh = cache.cache().refresh();
      gate.awaitReached();
      source.set("a", 2);
      source.set("b", null);
      assertThat(take(cache).outcome()).isEqualTo(Outcome.PUBLISHED);
      gate.open();

      assertThat(refresh.join().outcome()).isEqualTo(Outcome.PUBLISHED);
      assertThat(cache.cache().snapshot().generation()).isEqualTo(2);
      assertThat(cache.cache().snapshot().asMap()).isEqualTo(Map.of("a", 2));
      assertThat(status(cache).watermark()).isEqualTo("4");
    }
  }

  /** The write came first, then the delta that read a later value, then the end of the load. */
  @Test
  void writeThatADeltaHasOvertakenIsNotLaidOverTheLoad() throws Exception {
    try (CommandedCache<String, Integer> cache = loaded();
        Gate gate = new Gate()) {
      cache.loads(
          (out, context) -> {
            Map<String, Integer> old = source.rows();
            gate.pass();
            old.forEach(out::put);
          });
      var refresh = cache.cache().refresh();
      gate.awaitReached();
      source.set("a", 2);
      cache.cache().put("a", 2).join();
      source.set("a", 3);
      take(cache);
      assertThat(cache.cache().get("a")).isEqualTo(3);
      gate.open();
      refresh.join();

      assertThat(cache.cache().get("a")).isEqualTo(3);
    }
  }

  /** The load's watermark claims a change that the write hides, so it must not be taken. */
  @Test
  void changeThatAWriteDuringALoadHidesIsReadByTheNextDelta() throws Exception {
    try (CommandedCache<String, Integer> cache = loaded();
        Gate gate = new Gate()) {
      cache.loads(
          (out, context) -> {
            gate.pass();
            source.load(out, context);
          });
      var refresh = cache.cache().refresh();
      gate.awaitReached();
      source.set("a", 2);
      cache.cache().put("a", 2).join();
      source.set("a", 3);
      gate.open();
      refresh.join();
      assertThat(cache.cache().get("a")).isEqualTo(2);

      assertThat(take(cache).from()).isEqualTo("2");
      assertThat(cache.cache().get("a")).isEqualTo(3);
    }
  }

  @Test
  void deltaOlderThanAPublishedLoadIsDroppedAndTheNextGoesOnFromTheLoad() throws Exception {
    try (CommandedCache<String, Integer> cache = loaded();
        Gate gate = new Gate()) {
      source.set("a", 2);
      loader =
          (watermark, out, context) -> {
            String upTo = source.loadChanges(watermark, out, context);
            gate.pass();
            return upTo;
          };
      CompletableFuture<DeltaReport> delta = of(cache).take();
      gate.awaitReached();
      source.set("a", 3);
      cache.refreshNow();
      gate.open();

      DeltaReport report = delta.join();
      assertThat(report.outcome()).isEqualTo(Outcome.SKIPPED);
      assertThat(report.reason()).contains("overtaken");
      assertThat(cache.cache().get("a")).isEqualTo(3);
      assertThat(status(cache).watermark()).isEqualTo("4");
    }
  }

  /** What the source changed after the write is read anew, as the write hides it. */
  @Test
  void writeDuringADeltaWinsAndTheSourceIsAskedForItsKeyAgain() throws Exception {
    try (CommandedCache<String, Integer> cache = loaded();
        Gate gate = new Gate()) {
      source.set("b", 5);
      loader =
          (watermark, out, context) -> {
            gate.pass();
            return source.loadChanges(watermark, out, context);
          };
      CompletableFuture<DeltaReport> delta = of(cache).take();
      gate.awaitReached();
      source.set("a", 2);
      cache.cache().put("a", 2).join();
      source.set("a", 3);
      gate.open();

      assertThat(delta.join().outcome()).isEqualTo(Outcome.PUBLISHED);
      assertThat(cache.cache().snapshot().asMap()).isEqualTo(Map.of("a", 2, "b", 5));
      assertThat(status(cache).watermark()).isEqualTo("2");

      assertThat(take(cache).from()).isEqualTo("2");
      assertThat(cache.cache().get("a")).isEqualTo(3);
      assertThat(status(cache).watermark()).isEqualTo("5");
    }
  }

  @Test
  void mergeDecidesBetweenADeltaAndAWriteDuringIt() throws Exception {
    try (CommandedCache<String, Integer> cache =
            start(
                builder ->
                    builder.merge(
                        (key, read, written) -> Math.max(read == null ? 0 : read, written)));
        Gate gate = new Gate()) {
      source.set("a", 1);
      cache.refreshNow();
      loader =
          (watermark, out, context) -> {
            gate.pass();
            out.put("a", 7);
            return "7";
          };
      CompletableFuture<DeltaReport> delta = of(cache).take();
      gate.awaitReached();
      cache.cache().put("a", 2).join();
      gate.open();
      delta.join();

      assertThat(cache.cache().get("a")).isEqualTo(7);
    }
  }

  @Test
  void gatesAndValidatorsJudgeWhatADeltaWouldMake() {
    try (CommandedCache<String, Integer> cache =
        start(
            builder ->
                builder
                    .minOverlap(0.5)
                    .requiredKeys(List.of("a"))
                    .validator(
                        (candidate, current) ->
                            candidate.get("evil") == null
                                ? ValidationResult.accept()
                                : ValidationResult.reject("evil")))) {
      for (String key : List.of("a", "b", "c", "d")) {
        source.set(key, 1);
      }
      cache.refreshNow();

      loader = removing("b", "c", "d");
      assertThat(take(cache).reason()).contains("validate.min-overlap").contains("3 of 4");
      loader = removing("a");
      assertThat(take(cache).reason()).contains("validate.required-keys");
      loader = putting("evil");
      assertThat(take(cache).reason()).isEqualTo("evil");

      assertThat(status(cache).last()).extracting(DeltaReport::outcome).isEqualTo(Outcome.REJECTED);
      assertThat(cache.cache().snapshot().asMap()).hasSize(4);
      assertThat(status(cache).watermark()).isEqualTo("4");
    }
  }

  @Test
  void oneDeltaRunsAtATimeAndNoneBeforeTheFirstLoadOrInAPauseOrAfterTheEnd() throws Exception {
    try (CommandedCache<String, Integer> cache = start();
        Gate gate = new Gate()) {
      assertThat(take(cache).reason()).isEqualTo("not-loaded");
      source.set("a", 1);
      cache.refreshNow();
      Managed.of(cache).pause("migration");
      of(cache).tick(Instant.EPOCH, Trigger.SCHEDULE);
      assertThat(source.asked).isEmpty();
      Managed.of(cache).resume();
      loader =
          (watermark, out, context) -> {
            gate.pass();
            return watermark;
          };
      CompletableFuture<DeltaReport> running = of(cache).take();
      gate.awaitReached();
      assertThat(take(cache).reason()).isEqualTo("overrun");
      assertThat(status(cache).running())
          .extracting(RunningCycle::phase, RunningCycle::rows)
          .containsExactly(Phase.LOAD, 0L);
      gate.open();
      running.join();
      cache.cache().close();
      assertThat(take(cache).reason()).isEqualTo("closed");
    }
  }

  @Test
  void closingCancelsARunningDelta() throws Exception {
    try (CommandedCache<String, Integer> cache = loaded();
        Gate gate = new Gate()) {
      loader =
          (watermark, out, context) -> {
            context.onCancel(gate::open);
            gate.pass();
            out.put("a", 9);
            return "9";
          };
      CompletableFuture<DeltaReport> running = of(cache).take();
      gate.awaitReached();
      cache.cache().close();

      assertThat(running.join().outcome()).isEqualTo(Outcome.CANCELLED);
      assertThat(cache.cache().get("a")).isEqualTo(1);
    }
  }

  /** The thread ignores cancellation: a second one beside it would read the source twice. */
  @Test
  void deltaThatHangsIsAbandonedAtTheDeadlineAndNoneBeginsWhileItsThreadLives() throws Exception {
    try (CommandedCache<String, Integer> cache =
            start(builder -> builder.deadline(Duration.ofMillis(100)));
        Gate gate = new Gate()) {
      source.set("a", 1);
      cache.refreshNow();
      loader =
          (watermark, out, context) -> {
            gate.passDeaf();
            out.put("a", 9);
            return "9";
          };
      DeltaReport hung = take(cache);
      assertThat(hung.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(hung.reason()).contains("deadline of 100 ms");
      assertThat(take(cache).reason()).isEqualTo("previous-load-still-running");
      StuckLoad stuck = status(cache).stuckLoads().get(0);
      assertThat(stuck.cycle()).isEqualTo(hung.cycle());
      assertThat(stuck.stack()).anyMatch(frame -> frame.contains("passDeaf"));
      assertThat(cache.refreshNow().outcome()).isEqualTo(Outcome.PUBLISHED);

      gate.open();
      loader = source;
      await().until(() -> take(cache).outcome() == Outcome.UNCHANGED);
      assertThat(status(cache).stuckLoads()).isEmpty();
      assertThat(cache.cache().get("a")).isEqualTo(1);
    }
  }

  @Test
  void pinnedCacheTakesNoDeltaAndCatchesUpAfterwards() throws Exception {
    try (CommandedCache<String, Integer> cache = loaded();
        Gate gate = new Gate()) {
      loader =
          (watermark, out, context) -> {
            String upTo = source.loadChanges(watermark, out, context);
            gate.pass();
            return upTo;
          };
      source.set("a", 2);
      CompletableFuture<DeltaReport> running = of(cache).take();
      gate.awaitReached();
      Managed.of(cache).pin(null, null, "hold");
      gate.open();
      assertThat(running.join().reason()).isEqualTo("pinned");
      assertThat(take(cache).reason()).isEqualTo("pinned");
      assertThat(cache.cache().get("a")).isEqualTo(1);

      Objects.requireNonNull(Managed.of(cache).unpin().result()).join();
      loader = source;
      take(cache);
      assertThat(cache.cache().get("a")).isEqualTo(2);
    }
  }

  /** Old entries under a new watermark would lack the changes between, for good. */
  @Test
  void rollbackAndWarmStartGoOnFromTheWatermarkOfTheEntriesThatTheyServe() {
    MemoryStore<String, Integer> store = new MemoryStore<>();
    try (CommandedCache<String, Integer> cache = start(builder -> builder.store(store))) {
      source.set("a", 1);
      cache.refreshNow();
      await().until(() -> Managed.status(cache).generations().kept().size() == 1);
      source.set("a", 2);
      cache.refreshNow();
      await().until(() -> Managed.status(cache).generations().kept().size() == 2);
      source.set("b", 3);
      take(cache);
      assertThat(status(cache).watermark()).isEqualTo("3");

      GenerationTicket ticket = Managed.of(cache).rollback(null, null, null);
      assertThat(Objects.requireNonNull(ticket.result()).join().outcome())
          .isEqualTo(Outcome.PUBLISHED);

      assertThat(cache.cache().snapshot().asMap()).isEqualTo(Map.of("a", 1));
      assertThat(status(cache).watermark()).isEqualTo("1");
      assertThat(take(cache).reason()).isEqualTo("pinned");
      await()
          .until(() -> Managed.status(cache).generations().kept().get(0).about().generation() == 3);
    }
    try (CommandedCache<String, Integer> cache = start(builder -> builder.store(store))) {
      assertThat(Managed.of(cache).warmStart().join()).isTrue();
      assertThat(status(cache).watermark()).isEqualTo("1");
      cache.loads((out, context) -> context.unchanged());
      Objects.requireNonNull(Managed.of(cache).unpin().result()).join();

      DeltaReport report = take(cache);

      assertThat(report.from()).isEqualTo("1");
      assertThat(cache.cache().snapshot().asMap()).isEqualTo(Map.of("a", 2, "b", 3));
    }
  }

  @Test
  void refreshCountsWhatNoDeltaToldOf() {
    RecordedEvents events = new RecordedEvents();
    try (CommandedCache<String, Integer> cache = start(builder -> builder.events(events))) {
      source.set("a", 1);
      source.set("b", 1);
      source.set("c", 1);
      cache.refreshNow();
      take(cache);
      source.setUnlogged("a", 9);
      source.set("b", 2);
      source.set("c", null);
      take(cache);
      source.set("d", 4);
      cache.refreshNow();
      assertThat(status(cache).lastCheck()).isNull();
      take(cache);

      assertThat(status(cache).drift()).isEqualTo(1);
      assertThat(Objects.requireNonNull(status(cache).lastCheck()).entries()).isEqualTo(1);
      assertThat(Objects.requireNonNull(status(cache).lastCheck()).generation()).isEqualTo(2);

      cache.refreshNow();
      take(cache);
      assertThat(status(cache).drift()).isEqualTo(1);
      assertThat(Objects.requireNonNull(status(cache).lastCheck()).entries()).isZero();
    }
  }

  /** The log of changes was cut; the load names a new position, and deltas work again from it. */
  @Test
  void refreshHealsADeltaWhoseWatermarkTheSourceHasForgotten() {
    try (CommandedCache<String, Integer> cache = loaded()) {
      loader =
          (watermark, out, context) -> {
            if (Integer.parseInt(watermark) < 3) {
              throw new IllegalStateException("changes before 3 are gone");
            }
            return source.loadChanges(watermark, out, context);
          };
      source.set("a", 2);
      assertThat(take(cache).outcome()).isEqualTo(Outcome.FAILED);
      cache.refreshNow();
      assertThat(take(cache).outcome()).isEqualTo(Outcome.FAILED);
      assertThat(take(cache).outcome()).isEqualTo(Outcome.UNCHANGED);
      assertThat(status(cache).lastCheck()).isNull();
    }
  }

  @Test
  void scheduleIsShownAndRefusedWithoutALoaderAndGroupsRefuseDeltas() {
    CronSchedule everyMinute = CronSchedule.parse("0 * * * * *", ZoneId.of("Asia/Tokyo"));
    try (CommandedCache<String, Integer> cache =
        start(builder -> builder.deltaSchedule(everyMinute).deltaJitter(Duration.ofSeconds(5)))) {
      assertThat(of(cache).name()).isEqualTo("c.delta");
      assertThat(status(cache).zone()).isEqualTo("Asia/Tokyo");
      assertThat(status(cache).next()).isEqualTo(cache.clock().instant().plusSeconds(5));
      assertThatThrownBy(() -> SnapshotGroupBuilder.of("g", List.of(cache.cache())).build())
          .hasMessageContaining("DeltaLoader")
          .hasMessageContaining("group 'g'");
    }
    assertThatThrownBy(() -> CommandedCache.of("c", builder -> builder.deltaSchedule(everyMinute)))
        .hasMessageContaining("delta.cron")
        .hasMessageContaining("no DeltaLoader");
  }

  private static DeltaLoader<String, Integer> removing(String... keys) {
    return (watermark, out, context) -> {
      List.of(keys).forEach(out::remove);
      return "99";
    };
  }

  private static DeltaLoader<String, Integer> putting(String key) {
    return (watermark, out, context) -> {
      out.put(key, 1);
      return "99";
    };
  }

  @SuppressWarnings("NullAway")
  private static Integer nothing() {
    return null;
  }

  @SuppressWarnings("NullAway")
  private static String noText() {
    return null;
  }

  static ManagedDeltas of(CommandedCache<String, Integer> cache) {
    return Objects.requireNonNull(Managed.of(cache).deltas());
  }

  static DeltaReport take(CommandedCache<String, Integer> cache) {
    return of(cache).take().join();
  }

  private static DeltaStatus status(CommandedCache<String, Integer> cache) {
    return of(cache).status();
  }

  /** A place where a loader waits until the test lets it go on. */
  private static final class Gate implements AutoCloseable {

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);

    void pass() throws InterruptedException {
      reached.countDown();
      opened.await();
    }

    void passDeaf() {
      reached.countDown();
      boolean waiting = true;
      while (waiting) {
        try {
          opened.await();
          waiting = false;
        } catch (InterruptedException e) {
          waiting = true;
        }
      }
    }

    void awaitReached() throws InterruptedException {
      reached.await();
    }

    void open() {
      opened.countDown();
    }

    @Override
    public void close() {
      open();
    }
  }
}
