package dev.midnight.miss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midnight.MissLoader;
import dev.midnight.spi.CacheThreads;
import dev.midnight.spi.Found;
import dev.midnight.spi.MissStore;
import dev.midnight.spi.MissTurn;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Misses between the publish of a generation and the notice of it, which comes later. */
class MissMemoryTests {

  private final MissSettings settings =
      new MissSettings("prices", 10, Duration.ofMinutes(10), Duration.ofSeconds(30));
  private final MissStore store =
      new MissStore() {
        @Override
        public <K, R> ConcurrentMap<K, CompletableFuture<R>> create(long size, Duration expiry) {
          return new ConcurrentHashMap<>();
        }
      };

  private volatile @Nullable Rows current = new Rows(1, Map.of());

  private MissPath<String, Integer> path(MissLoader<String, Integer> loader) {
    return MissPath.of(settings, store, loader, CacheThreads.PLATFORM, () -> current);
  }

  private Rows now() {
    return Objects.requireNonNull(current);
  }

  private final Timeouts timeouts = new Timeouts("prices", CacheThreads.PLATFORM);

  @Test
  void nullKeyIsLeftForTheWritePathToRefuse() {
    AtomicInteger asked = new AtomicInteger();
    MissPath<String, Integer> path = path(key -> asked.incrementAndGet());
    assertThat(path.load("a", now())).isEqualTo(1);
    path.drop(null);
    assertThat(path.load("a", now())).isEqualTo(1);
    path.close();
  }

  @Test
  void loadThatAPublishOvertookIsNotServedBeforeItsNotice() {
    AtomicInteger asked = new AtomicInteger();
    MissPath<String, Integer> path =
        path(
            key -> {
              current = new Rows(2, Map.of());
              return asked.incrementAndGet();
            });
    assertThat(path.load("a", now())).isEqualTo(2);
    path.close();
  }

  @Test
  void readerFindsTheKeyThatWasPublishedWhileItWaited() {
    MissPath<String, Integer> path =
        path(
            key -> {
              current = new Rows(2, Map.of("a", 7));
              return 1;
            });
    assertThat(path.load("a", now())).isEqualTo(7);
    path.close();
  }

  @Test
  void rememberedMissIsNotServedBeforeTheNoticeOfANewerGeneration() {
    MissMemory<String, Integer> memory = new MissMemory<>(settings, store, timeouts, () -> current);
    memory.begin("a").found(1);
    assertThat(memory.find("a")).isEqualTo(new Found<>(1));
    current = new Rows(2, Map.of());
    assertThat(memory.find("a")).isNull();
  }

  @Test
  void turnOfAnOlderGenerationIsTakenOverAndItsWaitersWoken() {
    MissMemory<String, Integer> memory = new MissMemory<>(settings, store, timeouts, () -> current);
    MissTurn<Integer> old = memory.join("a");
    CompletableFuture<Found<Integer>> waiting = memory.join("a").others();
    current = new Rows(2, Map.of());
    MissTurn<Integer> young = memory.join("a");
    assertThat(young.own()).isTrue();
    assertThat(waiting.join()).isNull();
    old.found(1);
    young.found(2);
    assertThat(memory.find("a")).isEqualTo(new Found<>(2));
  }

  @Test
  void markOfAnOlderGenerationBecomesNoAnswerOfANewerOne() {
    MissMemory<String, Integer> memory = new MissMemory<>(settings, store, timeouts, () -> current);
    MissTurn<Integer> mark = memory.begin("a");
    current = new Rows(2, Map.of());
    mark.found(1);
    assertThat(memory.find("a")).isNull();
  }

  /** They waited for an owner that never answers, on a timer that had ended. */
  @Test
  void closeWakesWhoWaitsForAnother() {
    MissMemory<String, Integer> memory = new MissMemory<>(settings, store, timeouts, () -> current);
    MissTurn<Integer> owner = memory.join("a");
    assertThat(owner.own()).isTrue();
    CompletableFuture<Found<Integer>> waiting = memory.join("a").others();
    timeouts.close();
    assertThat(waiting.isDone()).isTrue();
    assertThat(memory.join("a").others().isDone()).isTrue();
  }

  @Test
  void timerEndsWhatIsNotAnsweredAndThenEndsItself() {
    CompletableFuture<String> late = new CompletableFuture<>();
    CompletableFuture<String> soon = new CompletableFuture<>();
    timeouts.complete(late, "given up", Duration.ofMillis(1));
    timeouts.complete(soon, "given up", Duration.ofDays(1));
    soon.complete("answered");
    assertThat(late.join()).isEqualTo("given up");
    assertThat(soon.join()).isEqualTo("answered");
    await()
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals("midnight-miss-timer-prices")));
  }
}
