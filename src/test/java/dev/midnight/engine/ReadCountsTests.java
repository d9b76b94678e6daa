package dev.midnight.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.spi.ReadStatus;
import dev.midnight.test.CommandedCache;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadCountsTests {

  private final ReadCounts counts = new ReadCounts();

  @Test
  void moreThreadsThanPlacesLoseNoCount() throws Exception {
    inThreads(600, 1000);
    assertThat(counts.read()).isEqualTo(new ReadStatus(600_000, 600_000));
  }

  @Test
  void placesOfThreadsThatEndedAreFreedAndTheirCountsKept() throws Exception {
    for (int round = 1; round <= 4; round++) {
      inThreads(50, 10);
      counts.read();
      assertThat(counts.read()).isEqualTo(new ReadStatus(500L * round, 500L * round));
    }
  }

  @Test
  void totalsNeverGoDownWhileThreadsCount() throws Exception {
    Thread reading = new Thread(() -> countTimes(300_000));
    reading.start();
    long before = 0;
    while (reading.isAlive()) {
      long now = counts.read().hits();
      assertThat(now).isGreaterThanOrEqualTo(before);
      before = now;
    }
    assertThat(counts.read().hits()).isPositive();
  }

  @Test
  void cacheCountsWhatItsSnapshotHeldAndWhatItDidNot() {
    try (CommandedCache<String, Integer> cache = CommandedCache.of("prices")) {
      cache.publish(Map.of("a", 1));
      cache.cache().get("a");
      cache.cache().get("a");
      cache.cache().get("b");
      cache.cache().snapshot().get("a");
      assertThat(Managed.status(cache).reads()).isEqualTo(new ReadStatus(2, 1));
    }
  }

  private void inThreads(int threads, int times) throws InterruptedException {
    List<Thread> all = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Thread thread = new Thread(() -> countTimes(times));
      all.add(thread);
      thread.start();
    }
    for (Thread thread : all) {
      thread.join();
    }
  }

  private void countTimes(int times) {
    for (int i = 0; i < times; i++) {
      counts.count(true);
      counts.count(false);
    }
  }
}
