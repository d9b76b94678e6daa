package dev.midnight.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.Outcome;
import dev.midnight.Trigger;
import dev.midnight.spi.RefreshTicket;
import dev.midnight.test.CommandedCache;
import dev.midnight.test.HangingLoader;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who shares a refresh with whom. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JoinTests {

  private final AtomicInteger loads = new AtomicInteger();

  private CommandedCache<String, Integer> counting(ObservedThreads threads) {
    CommandedCache<String, Integer> cache = CommandedCache.of("prices", b -> b.threads(threads));
    return cache.loads((out, context) -> out.put("a", loads.incrementAndGet()));
  }

  @Test
  void refreshBeforeTheLoadBeginsIsJoined() {
    ObservedThreads threads = new ObservedThreads().holding("midnight-load-");
    try (CommandedCache<String, Integer> cache = counting(threads)) {
      RefreshTicket first = Managed.of(cache).refresh(Trigger.MANUAL);
      RefreshTicket second = Managed.of(cache).refresh(Trigger.SCHEDULE);
      threads.release();

      assertThat(first.joined()).isFalse();
      assertThat(second.joined()).isTrue();
      assertThat(second.cycle()).isEqualTo(first.cycle());
      assertThat(second.result().join()).isEqualTo(first.result().join());
      assertThat(loads).hasValue(1);
    }
  }

  @Test
  void allWhoComeAfterTheLoadBeganShareOneThatFollows() {
    try (CommandedCache<String, Integer> cache = counting(new ObservedThreads());
        HangingLoader<String, Integer> hanging =
            HangingLoader.<String, Integer>heedingInterrupts()
                .thenLoading((out, context) -> out.put("a", loads.incrementAndGet()))) {
      RefreshTicket first = Managed.of(cache.loads(hanging)).refresh(Trigger.MANUAL);
      hanging.awaitHanging();
      List<RefreshTicket> later =
          IntStream.range(0, 20).mapToObj(i -> Managed.of(cache).refresh(Trigger.MANUAL)).toList();
      assertThat(Managed.status(cache).queued()).isTrue();
      hanging.release();

      later.forEach(ticket -> assertThat(ticket.result().join().generation()).isEqualTo(2));
      assertThat(later).extracting(RefreshTicket::cycle).containsOnly(first.cycle() + 1);
      assertThat(first.result().join().generation()).isEqualTo(1);
      assertThat(loads).hasValue(2);
    }
  }

  @Test
  void dryRunAndRefreshDoNotJoinEachOther() {
    ObservedThreads threads = new ObservedThreads().holding("midnight-load-");
    try (CommandedCache<String, Integer> cache = counting(threads)) {
      RefreshTicket dry = Managed.of(cache).dryRun();
      RefreshTicket real = Managed.of(cache).refresh(Trigger.MANUAL);
      RefreshTicket secondDry = Managed.of(cache).dryRun();
      threads.release();

      assertThat(real.joined()).isFalse();
      assertThat(secondDry.cycle()).isEqualTo(dry.cycle());
      assertThat(real.result().join().outcome()).isEqualTo(Outcome.PUBLISHED);
      assertThat(dry.result().join().generation()).isZero();
    }
  }

  /** A refresh joined the cycle that was just cancelled, and was told that it was cancelled. */
  @Test
  void cancelledCycleIsNotJoined() {
    ObservedThreads threads = new ObservedThreads().holding("midnight-load-");
    try (CommandedCache<String, Integer> cache = counting(threads)) {
      RefreshTicket first = Managed.of(cache).refresh(Trigger.MANUAL);
      Awaiting.running(cache);
      assertThat(Managed.of(cache).cancel("by an operator")).isEqualTo(first.cycle());
      RefreshTicket second = Managed.of(cache).refresh(Trigger.MANUAL);
      threads.release();

      assertThat(second.joined()).isFalse();
      assertThat(first.result().join().outcome()).isEqualTo(Outcome.CANCELLED);
      assertThat(second.result().join().outcome()).isEqualTo(Outcome.PUBLISHED);
      assertThat(loads).hasValue(1);
    }
  }

  @Test
  void cycleNumbersCountUpFromOne() {
    try (CommandedCache<String, Integer> cache = CommandedCache.of("prices")) {
      cache.publish(Map.of("a", 1));
      cache.publish(Map.of("a", 2));

      assertThat(Managed.status(cache).history())
          .extracting(report -> report.cycle())
          .containsExactly(2L, 1L);
    }
  }
}
