package dev.midnight.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midnight.Outcome;
import dev.midnight.RefreshResult;
import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotLoader;
import dev.midnight.generations.MemoryStore;
import dev.midnight.refresh.Heap;
import dev.midnight.spi.ManagedCache;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Restores from a store for which there is not enough heap. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RestoreHeapTests {

  private static final int ROWS = 20_000;

  private final SetHeap heap = new SetHeap();
  private final MemoryStore<Integer, Integer> prices = new MemoryStore<>();
  private final MemoryStore<Integer, Integer> rules = new MemoryStore<>();
  private volatile int night;

  /** A heap that is full where the test says so. */
  private static final class SetHeap implements Heap {

    volatile boolean full;

    @Override
    public long most() {
      return 1L << 31;
    }

    @Override
    public long live() {
      return full ? most() : 0;
    }

    @Override
    public @Nullable Collected lastFull() {
      return null;
    }

    @Override
    public boolean collect() {
      return true;
    }
  }

  @Test
  void rollbackOfAGroupEndsBeforeTheHeapDoesAndChangesNothing() {
    try (SnapshotCache<Integer, Integer> one = cache("prices", prices);
        SnapshotCache<Integer, Integer> other = cache("rules", rules)) {
      var group = SnapshotGroupBuilder.of("tariff", List.of(one, other)).build();
      for (int number = 1; number < 3; number++) {
        night = number;
        assertThat(group.refresh().join().outcome()).isEqualTo(Outcome.PUBLISHED);
        awaitStored(one);
        awaitStored(other);
      }
      heap.full = true;

      RefreshResult result =
          Objects.requireNonNull(((ManagedCache) one).rollback(null, null, null).result()).join();

      assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(result.reason()).contains("0.0 MiB of 2048.0 MiB of heap are free");
      assertThat(one.get(1)).isEqualTo(2);
      assertThat(other.get(1)).isEqualTo(2);
      assertThat(Objects.requireNonNull(((ManagedCache) one).status().generations()).pinned())
          .isNull();
    }
  }

  private SnapshotCache<Integer, Integer> cache(String name, MemoryStore<Integer, Integer> store) {
    SnapshotLoader<Integer, Integer> loader =
        (out, context) -> {
          for (int key = 0; key < ROWS; key++) {
            out.put(key, night);
          }
        };
    return SnapshotCacheBuilder.of(name, loader).store(store).heap(heap).build();
  }

  private static void awaitStored(SnapshotCache<?, ?> cache) {
    long generation = cache.snapshot().generation();
    await()
        .until(
            () ->
                Objects.requireNonNull(((ManagedCache) cache).status().generations())
                    .kept()
                    .stream()
                    .anyMatch(stored -> stored.generation() == generation));
  }
}
