package dev.midnight.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.Outcome;
import dev.midnight.PreflightPolicy;
import dev.midnight.RefreshResult;
import dev.midnight.refresh.Heap;
import dev.midnight.spi.DeltaReport;
import dev.midnight.spi.HeapOutlook;
import dev.midnight.spi.HeapVerdict;
import dev.midnight.test.CommandedCache;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Refreshes for which there is not enough heap. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PreflightTests {

  private static final long MEBIBYTE = 1024 * 1024;

  private final SetHeap heap = new SetHeap();

  /** A heap whose figures the test sets. */
  private static final class SetHeap implements Heap {

    volatile long free = 1024 * MEBIBYTE;
    final AtomicLong dead = new AtomicLong();
    final AtomicInteger collections = new AtomicInteger();
    volatile long most = 2048 * MEBIBYTE;
    volatile boolean collectsBesideTheApplication = true;
    volatile @Nullable Collected full;

    @Override
    public long most() {
      return most;
    }

    @Override
    public long live() {
      return most() - free;
    }

    @Override
    public @Nullable Collected lastFull() {
      return full;
    }

    @Override
    public boolean collect() {
      if (collectsBesideTheApplication) {
        collections.incrementAndGet();
        free = most() - live() + dead.getAndSet(0);
      }
      return collectsBesideTheApplication;
    }
  }

  @Test
  void nightThatGrewAThousandfoldExpectsNoMoreThanAllOfItAgain() {
    try (CommandedCache<Integer, Long> cache =
        CommandedCache.of("grown", builder -> builder.heap(heap))) {
      cache.publish(Map.of(1, 1L));
      Map<Integer, Long> many = new HashMap<>();
      for (int key = 0; key < 20_000; key++) {
        many.put(key, (long) key);
      }
      cache.publish(many);

      assertThat(cache.refreshNow().outcome()).isEqualTo(Outcome.PUBLISHED);
    }
  }

  @Test
  void refreshThatDoesNotFitIsRejectedBeforeItsLoaderRuns() {
    try (CommandedCache<Integer, Long> cache = changingNightly(PreflightPolicy.REFUSE)) {
      AtomicInteger loads = new AtomicInteger();
      cache.loads((out, context) -> loads.incrementAndGet());
      heap.free = 205 * MEBIBYTE;
      RefreshResult result = cache.refreshNow();

      assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
      assertThat(result.reason())
          .matches(
              "it would newly hold about \\d\\.\\d MiB, but 0\\.2 MiB of the heap are free for it:"
                  + " 10000 rows \\(100\\.0 % of 10000, as on earlier nights\\) of \\d+ bytes and"
                  + " 0\\.\\d MiB for the table, with 1843\\.0 MiB in use and 204\\.8 MiB kept clear"
                  + " of 2048\\.0 MiB\\."
                  + " Raise -Xmx, or see midnight\\.caches\\.c\\.preflight");
      assertThat(loads).hasValue(0);
      assertThat(cache.cache().get(1)).isEqualTo(200_001L);
    }
  }

  @Test
  void operatorsSeeBeforeTheNightWhetherItFits() {
    try (CommandedCache<Integer, Long> cache = cache(PreflightPolicy.REFUSE)) {
      cache.publish(night(1, 10_000));
      assertThat(outlook(cache).verdict()).isEqualTo(HeapVerdict.UNKNOWN);
      assertThat(outlook(cache).needed()).isZero();
      cache.publish(night(2, 10_000));
      assertThat(outlook(cache).verdict()).isEqualTo(HeapVerdict.FITS);
      assertThat(outlook(cache).needed()).isBetween(800_000L, 1_200_000L);
      assertThat(outlook(cache).free()).isEqualTo(1024 * MEBIBYTE - heap.most() / 10);
      heap.free = 0;
      assertThat(outlook(cache).verdict()).isEqualTo(HeapVerdict.UNSURE);
      heap.most = MEBIBYTE;
      assertThat(outlook(cache).verdict()).isEqualTo(HeapVerdict.TOO_LARGE);
      assertThat(outlook(cache).free()).isZero();
    }
    try (CommandedCache<Integer, Long> cache = cache(PreflightPolicy.OFF)) {
      assertThat(Managed.of(cache).heap()).isNull();
    }
  }

  private static HeapOutlook outlook(CommandedCache<Integer, Long> cache) {
    return Objects.requireNonNull(Managed.of(cache).heap());
  }

  @ParameterizedTest
  @EnumSource(names = {"WARN", "OFF"})
  void otherPoliciesGoOn(PreflightPolicy policy) {
    try (CommandedCache<Integer, Long> cache = changingNightly(policy)) {
      heap.free = 0;
      assertThat(cache.rows(night(3, 10_000)).refreshNow().outcome()).isEqualTo(Outcome.PUBLISHED);
    }
  }

  @Test
  void refreshThatFitsGoesOn() {
    try (CommandedCache<Integer, Long> cache = changingNightly(PreflightPolicy.REFUSE)) {
      heap.free = 300 * MEBIBYTE;
      assertThat(cache.rows(night(3, 10_000)).refreshNow().outcome()).isEqualTo(Outcome.PUBLISHED);
    }
  }

  /** Most rows are the same every night: one in a hundred needs a hundredth. */
  @Test
  void whatDoesNotChangeNeedsNothing() {
    try (CommandedCache<Integer, Long> cache = cache(PreflightPolicy.REFUSE)) {
      Map<Integer, Long> rows = night(1, 10_000);
      cache.publish(rows);
      for (int day = 2; day < 5; day++) {
        rows.replaceAll((key, value) -> key % 100 == 0 ? value + 1 : value);
        cache.publish(rows);
      }
      heap.free = 205 * MEBIBYTE;
      assertThat(cache.rows(rows).refreshNow().outcome()).isEqualTo(Outcome.PUBLISHED);
    }
  }

  @Test
  void withoutAnEarlierNightItIsLetThrough() {
    try (CommandedCache<Integer, Long> cache = cache(PreflightPolicy.REFUSE)) {
      heap.free = 0;
      cache.publish(night(1, 100));
      assertThat(cache.rows(night(2, 100)).refreshNow().outcome()).isEqualTo(Outcome.PUBLISHED);
    }
  }

  @ParameterizedTest
  @EnumSource
  void loadThatOutgrowsWhatWasExpectedEndsOnlyWhereItShall(PreflightPolicy policy) {
    try (CommandedCache<Integer, Long> cache = changingNightly(policy)) {
      AtomicInteger put = new AtomicInteger();
      cache.loads(
          (out, context) -> {
            for (int i = 0; i < 50_000; i++) {
              heap.free = i < 20_000 ? heap.free : 200 * MEBIBYTE;
              out.put(i, -1L - i);
              put.incrementAndGet();
            }
          });
      RefreshResult result = cache.refreshNow();

      if (policy == PreflightPolicy.REFUSE) {
        assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(result.reason())
            .matches(
                "\\d+ new rows came where 10000 were expected, and 200\\.0 MiB of 2048\\.0 MiB of"
                    + " heap are free where 20\\d\\.\\d MiB are needed to go on\\. Raise -Xmx, or see"
                    + " midnight\\.caches\\.c\\.preflight");
        assertThat(put).hasValueBetween(20_000, 25_000);
        assertThat(cache.cache().get(1)).isEqualTo(200_001L);
      } else {
        assertThat(result.outcome()).isEqualTo(Outcome.PUBLISHED);
      }
    }
  }

  /** Old generations fill up with what is dead: a night must not be lost to that. */
  @Test
  void whatIsDeadIsCollectedBeforeARefreshIsRefused() {
    try (CommandedCache<Integer, Long> cache = changingNightly(PreflightPolicy.REFUSE)) {
      heap.free = 0;
      heap.dead.set(400 * MEBIBYTE);
      assertThat(cache.rows(night(3, 10_000)).refreshNow().outcome()).isEqualTo(Outcome.PUBLISHED);
      assertThat(heap.collections).hasValue(1);
    }
  }

  @Test
  void refreshThatFitsAsksForNoCollection() {
    try (CommandedCache<Integer, Long> cache = changingNightly(PreflightPolicy.REFUSE)) {
      heap.dead.set(400 * MEBIBYTE);
      cache.rows(night(3, 10_000)).refreshNow();
      assertThat(heap.collections).hasValue(0);
    }
  }

  /**
   * A collection that looks at everything stops readers for seconds where the JVM has none beside
   * the application. What is not free may be dead: the load begins, and is watched.
   */
  @Test
  void nobodyIsStoppedToFindOutWhatIsDead() {
    heap.collectsBesideTheApplication = false;
    heap.full = new Heap.Collected(1, 2040 * MEBIBYTE); // of an earlier night
    try (CommandedCache<Integer, Long> cache = changingNightly(PreflightPolicy.REFUSE)) {
      heap.free = 0;
      assertThat(cache.rows(night(3, 10_000)).refreshNow().outcome()).isEqualTo(Outcome.PUBLISHED);
    }
  }

  /** The JVM looks at everything before it gives up; from then on it is certain. */
  @Test
  void loadEndsWhenAFullCollectionMeanwhileHasShownThatTooLittleIsFree() {
    heap.collectsBesideTheApplication = false;
    try (CommandedCache<Integer, Long> cache = changingNightly(PreflightPolicy.REFUSE)) {
      AtomicInteger put = new AtomicInteger();
      cache.loads(
          (out, context) -> {
            heap.free = 0;
            for (int i = 0; i < 50_000; i++) {
              heap.full = i < 30_000 ? null : new Heap.Collected(2, 1900 * MEBIBYTE);
              out.put(i, -1L - i);
              put.incrementAndGet();
            }
          });

      assertThat(cache.refreshNow().reason()).contains("148.0 MiB of 2048.0 MiB of heap are free");
      assertThat(put).hasValueBetween(30_000, 35_000);
    }
  }

  /** The published entries alone leave no room: no collection could help, and none is asked for. */
  @Test
  void whatCannotFitBesideThePublishedEntriesIsRefusedAtOnce() {
    heap.collectsBesideTheApplication = false;
    try (CommandedCache<Integer, Long> cache = changingNightly(PreflightPolicy.REFUSE)) {
      AtomicInteger loads = new AtomicInteger();
      cache.loads((out, context) -> loads.incrementAndGet());
      heap.most = MEBIBYTE;
      heap.free = 0;
      assertThat(cache.refreshNow().outcome()).isEqualTo(Outcome.REJECTED);
      assertThat(loads).hasValue(0);
    }
  }

  /** One that frees next to nothing is not asked for again: each costs time. */
  @Test
  void loadAsksForCollectionsOnlyWhileTheyHelp() {
    try (CommandedCache<Integer, Long> cache = changingNightly(PreflightPolicy.REFUSE)) {
      cache.loads(
          (out, context) -> {
            for (int i = 0; i < 50_000; i++) {
              boolean scarce = i == 10_000 || i == 20_000 || i == 30_000;
              if (scarce) {
                heap.dead.set((i == 10_000 ? 600 : 250) * MEBIBYTE);
                heap.free = 0;
              }
              out.put(i, -1L - i);
            }
          });
      assertThat(cache.refreshNow().outcome()).isEqualTo(Outcome.REJECTED);
      assertThat(heap.collections).hasValue(2);
    }
  }

  /** Others may grow while it loads: what was expected of it is no promise of theirs. */
  @Test
  void loadThatStaysWithinWhatWasExpectedIsWatchedToo() {
    try (CommandedCache<Integer, Long> cache = changingNightly(PreflightPolicy.REFUSE)) {
      cache.loads(
          (out, context) -> {
            heap.free = 0;
            night(3, 10_000).forEach(out::put);
          });
      assertThat(cache.refreshNow().outcome()).isEqualTo(Outcome.REJECTED);
    }
  }

  @ParameterizedTest
  @EnumSource
  void deltaThatDoesNotFitEndsOnlyWhereItShall(PreflightPolicy policy) {
    try (CommandedCache<Integer, Long> cache =
        CommandedCache.of(
            "c",
            b ->
                b.preflight(policy)
                    .heap(heap)
                    .deltaLoader(
                        (watermark, out, context) -> {
                          heap.free = watermark.isEmpty() ? 0 : heap.free;
                          night(2, 50_000).forEach(out::put);
                          return "1";
                        }))) {
      cache.publish(night(1, 10_000));
      DeltaReport delta = cache.takeDelta();

      if (policy == PreflightPolicy.REFUSE) {
        assertThat(delta.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(delta.reason())
            .matches(
                "409\\d rows came in one delta of 10000 entries, and 0\\.0 MiB of 2048\\.0 MiB of heap"
                    + " are free where 20\\d\\.\\d MiB are needed to go on\\. Raise -Xmx, or see"
                    + " midnight\\.caches\\.c\\.preflight");
        assertThat(cache.cache().get(1)).isEqualTo(100_001L);
        assertThat(delta.watermark()).isNull();
      } else {
        assertThat(delta.outcome()).isEqualTo(Outcome.PUBLISHED);
      }
    }
  }

  /** The rows are there already; that the table will not be is seen before it is made. */
  @Test
  void deltaWhoseTableDoesNotFitIsRefusedBeforeItIsLaidOver() {
    try (CommandedCache<Integer, Long> cache =
        CommandedCache.of(
            "c",
            b ->
                b.heap(heap)
                    .deltaLoader(
                        (watermark, out, context) -> {
                          night(2, 8_000).forEach(out::put);
                          heap.free = 205 * MEBIBYTE;
                          return "1";
                        }))) {
      cache.publish(night(1, 10_000));

      assertThat(cache.takeDelta().reason()).startsWith("8000 rows came in one delta");
      assertThat(cache.cache().get(1)).isEqualTo(100_001L);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-XX:+UseG1GC", "-XX:+UseSerialGC", "-XX:+UseParallelGC"})
  void loadThatWouldRunOutOfMemoryIsRefusedAndTheOldSnapshotServes(
      String collector, @TempDir Path directory) throws Exception {
    Path output = directory.resolve("output");
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx84m",
                    collector,
                    "-cp",
                    System.getProperty("java.class.path"),
                    SmallHeap.class.getName()))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int exit = process.waitFor();

    assertThat(Files.readString(output))
        .contains("outcome=REJECTED")
        .contains("midnight.caches.small.preflight")
        .contains("served=1 of 150000")
        .doesNotContain("OutOfMemoryError");
    assertThat(exit).isZero();
  }

  private CommandedCache<Integer, Long> changingNightly(PreflightPolicy policy) {
    CommandedCache<Integer, Long> cache = cache(policy);
    cache.publish(night(1, 10_000));
    cache.publish(night(2, 10_000));
    return cache;
  }

  private CommandedCache<Integer, Long> cache(PreflightPolicy policy) {
    return CommandedCache.of("c", b -> b.preflight(policy).heap(heap));
  }

  private static Map<Integer, Long> night(int night, int rows) {
    Map<Integer, Long> result = new HashMap<>();
    for (int i = 0; i < rows; i++) {
      result.put(i, night * 100_000L + i);
    }
    return result;
  }
}
