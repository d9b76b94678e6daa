package dev.midnight.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midnight.Outcome;
import dev.midnight.RefreshResult;
import dev.midnight.Snapshot;
import dev.midnight.SnapshotDiff;
import dev.midnight.SnapshotListener;
import dev.midnight.Trigger;
import dev.midnight.spi.CacheEvents;
import dev.midnight.test.CommandedCache;
import dev.midnight.test.FailingLoaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Listeners are told in order, and stop nothing. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ListenerTests {

  /** Writes down what it is told. */
  private static class Diary implements SnapshotListener<String, Integer> {

    final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void refreshStarted(String cache, long cycle, Trigger trigger) {
      lines.add("started " + cycle);
    }

    @Override
    public void refreshFinished(String cache, long cycle, RefreshResult result) {
      lines.add("finished " + cycle + " " + result.outcome());
    }

    @Override
    public void published(
        String cache,
        @Nullable Snapshot<String, Integer> previous,
        Snapshot<String, Integer> current,
        SnapshotDiff<String, Integer> changes) {
      lines.add(
          "published %d after %s, %d changes"
              .formatted(
                  current.version(),
                  previous == null ? "-" : previous.version(),
                  changes.counts().total()));
    }
  }

  @Test
  void listenersAreToldInOrder() {
    Diary diary = new Diary();
    try (CommandedCache<String, Integer> cache = CommandedCache.of("c", b -> b.listener(diary))) {
      cache.publish(Map.of("a", 1));
      cache.loads(FailingLoaders.empty()).refreshNow();
      cache.cache().put("b", 2).join();
      // Writers are told before listeners: only then is it certain what the next line is.
      await().until(() -> diary.lines.contains("published 2 after 1, 1 changes"));
      cache.publish(Map.of("a", 2));

      await().until(() -> diary.lines.size() == 9);
      assertThat(diary.lines)
          .containsExactly(
              "started 1",
              "published 1 after -, 1 changes",
              "finished 1 PUBLISHED",
              "started 2",
              "finished 2 REJECTED",
              "published 2 after 1, 1 changes",
              "started 3",
              "published 3 after 2, 2 changes",
              "finished 3 PUBLISHED");
    }
  }

  /** A dry run was told as a refresh that had published. */
  @Test
  void dryRunIsNotTold() {
    Diary diary = new Diary();
    try (CommandedCache<String, Integer> cache = CommandedCache.of("c", b -> b.listener(diary))) {
      Managed.of(cache.rows(Map.of("a", 1))).dryRun().result().join();
      cache.publish(Map.of("a", 1));

      await().until(() -> diary.lines.size() == 3);
      assertThat(diary.lines)
          .containsExactly("started 2", "published 1 after -, 1 changes", "finished 2 PUBLISHED");
    }
  }

  /** An error of a listener's was told to the ones after it by silence. */
  @Test
  void listenerThatThrowsStopsNothing() {
    Diary diary = new Diary();
    SnapshotListener<String, Integer> error =
        new SnapshotListener<>() {
          @Override
          public void refreshStarted(String cache, long cycle, Trigger trigger) {
            throw new StackOverflowError();
          }

          @Override
          public void refreshFinished(String cache, long cycle, RefreshResult result) {
            throw new IllegalStateException("x");
          }
        };
    try (CommandedCache<String, Integer> cache =
        CommandedCache.of("c", b -> b.listener(error).listener(diary))) {
      cache.publish(Map.of("a", 1));
      cache.publish(Map.of("a", 2));

      await().until(() -> diary.lines.size() == 6);
    }
  }

  @Test
  void listenerThatHangsDelaysNeitherRefreshesNorWritesNorReaders() {
    CountDownLatch hang = new CountDownLatch(1);
    Diary diary =
        new Diary() {
          @Override
          public void refreshStarted(String cache, long cycle, Trigger trigger) {
            await().until(() -> hang.getCount() == 0);
            super.refreshStarted(cache, cycle, trigger);
          }
        };
    try (CommandedCache<String, Integer> cache = CommandedCache.of("c", b -> b.listener(diary))) {
      cache.publish(Map.of("a", 1));
      cache.publish(Map.of("a", 2));
      cache.cache().put("a", 3).join();

      assertThat(cache.cache().get("a")).isEqualTo(3);
      assertThat(diary.lines).isEmpty();
      hang.countDown();
      await().until(() -> diary.lines.size() == 7);
    }
  }

  @Test
  void listenerForWhichThereIsNoThreadStopsNothing() {
    ObservedThreads threads = new ObservedThreads();
    threads.refuse("midnight-listener-");
    Diary diary = new Diary();
    try (CommandedCache<String, Integer> cache =
        CommandedCache.of("c", b -> b.listener(diary).threads(threads))) {
      cache.publish(Map.of("a", 1));
      threads.allowAll();
      cache.publish(Map.of("a", 2));

      await().until(() -> diary.lines.contains("finished 2 PUBLISHED"));
    }
  }

  /** An error of a receiver's, a library that is missing for instance, failed the refresh. */
  @Test
  void receiverOfEventsThatThrowsStopsNothing() {
    CacheEvents events =
        new CacheEvents() {
          @Override
          public void cycleStarted(String cache, long cycle, Trigger trigger, Duration delay) {
            throw new NoClassDefFoundError("an adapter's library");
          }
        };
    try (CommandedCache<String, Integer> cache = CommandedCache.of("c", b -> b.events(events))) {
      assertThat(cache.publish(Map.of("a", 1)).outcome()).isEqualTo(Outcome.PUBLISHED);
    }
  }
}
