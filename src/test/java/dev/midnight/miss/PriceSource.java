package dev.midnight.miss;

import dev.midnight.MissLoader;
import dev.midnight.RefreshContext;
import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotLoader;
import dev.midnight.SnapshotWriter;
import dev.midnight.caffeine.CaffeineMissStore;
import dev.midnight.engine.SnapshotCacheBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A source that a test holds in its hand: whole loads read {@link #listed}, loads of one key {@link
 * #unlisted}, and the latter can be held after they have read.
 */
final class PriceSource implements SnapshotLoader<String, Integer>, MissLoader<String, Integer> {

  final Map<String, Integer> listed = new ConcurrentHashMap<>(Map.of("listed", 1));
  final Map<String, Integer> unlisted = new ConcurrentHashMap<>();
  final AtomicInteger asked = new AtomicInteger();
  final AtomicInteger interrupted = new AtomicInteger();

  /** Each load of one key takes a hold, if there is one, and waits for it. */
  private final BlockingQueue<Hold> holds = new LinkedBlockingQueue<>();

  volatile boolean unchanged;

  @Override
  public void load(SnapshotWriter<String, Integer> out, RefreshContext context) {
    if (unchanged) {
      context.unchanged();
    }
    listed.forEach(out::put);
  }

  @Override
  public @Nullable Integer load(String key) throws Exception {
    Integer read = unlisted.get(key);
    asked.incrementAndGet();
    Hold hold = holds.poll();
    if (hold != null) {
      hold.pass(interrupted);
    }
    return read;
  }

  Hold holdNextLoad() {
    Hold hold = new Hold(new CountDownLatch(1), new CountDownLatch(1));
    holds.add(hold);
    return hold;
  }

  SnapshotCacheBuilder<String, Integer> builder() {
    return SnapshotCacheBuilder.of("prices", (SnapshotLoader<String, Integer>) this)
        .maxShrink(1)
        .missLoader(this)
        .missStore(new CaffeineMissStore())
        .missTimeout(Duration.ofSeconds(30));
  }

  SnapshotCache<String, Integer> loadedCache() {
    SnapshotCache<String, Integer> cache = builder().build();
    cache.refresh().join();
    return cache;
  }

  record Hold(CountDownLatch entered, CountDownLatch release) {

    private void pass(AtomicInteger interrupted) throws InterruptedException {
      entered.countDown();
      try {
        release.await();
      } catch (InterruptedException e) {
        interrupted.incrementAndGet();
        throw e;
      }
    }

    void awaitLoad() throws InterruptedException {
      entered.await();
    }

    void end() {
      release.countDown();
    }
  }
}
