package dev.midnight.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midnight.Snapshot;
import dev.midnight.test.CommandedCache;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Old snapshots that somebody holds are seen, and only these. */
class RetainedTests {

  @Test
  void generationCountsWhileAnyOfItsSnapshotsIsHeld() {
    try (CommandedCache<String, Integer> cache = CommandedCache.of("prices")) {
      cache.publish(Map.of("a", 1));
      cache.cache().put("a", 2).join();
      List<Snapshot<String, Integer>> held = new ArrayList<>();
      held.add(cache.cache().snapshot());
      cache.cache().put("a", 3).join();
      cache.publish(Map.of("a", 4));
      cache.publish(Map.of("a", 5));

      awaitRetained(cache, 1);
      assertThat(held.get(0).get("a")).isEqualTo(2);

      held.clear();
      awaitRetained(cache, 0);
    }
  }

  private static void awaitRetained(CommandedCache<String, Integer> cache, int expected) {
    await()
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(Managed.status(cache).retained()).isEqualTo(expected);
            });
  }
}
