package dev.midnight.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.Outcome;
import dev.midnight.RefreshResult;
import dev.midnight.SnapshotLoader;
import dev.midnight.SnapshotWriter;
import dev.midnight.test.CommandedCache;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Load after load that fails, in every way in turn, while readers look: none may ever see a row of
 * a failed load, a mixture, a hole, or yesterday after today.
 *
 * <p>{@code -Dmidnight.failures=10000} runs it at length.
 */
class LoaderStormTests {

  private static final int FAILURES = Integer.getInteger("midnight.failures", 270);
  private static final int ROWS = 64;
  private static final int BAD = -1;

  private final Semaphore hanging = new Semaphore(0);
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private volatile boolean ended;

  /** Each fails after some of its rows were put. Those that hang are cancelled. */
  private List<SnapshotLoader<Object, Integer>> failures() {
    return List.of(
        failing(IOException::new),
        failing(OutOfMemoryError::new),
        failing(StackOverflowError::new),
        (out, context) -> {},
        (out, context) -> putBad(out, ROWS / 4),
        (out, context) -> {
          putBad(out, ROWS);
          Thread.currentThread().interrupt();
        },
        (out, context) -> {
          putBad(out, ROWS);
          out.put(0, BAD - 1);
        },
        (out, context) -> {
          putBad(out, ROWS);
          out.put(new Poisoned(), BAD);
        },
        (out, context) -> {
          putBad(out, ROWS / 2);
          hang();
        });
  }

  @Test
  void noReaderEverSeesARowOfAFailedLoad() throws Exception {
    try (CommandedCache<Object, Integer> cache =
        CommandedCache.of("prices", builder -> builder.maxShrink(0.5))) {
      cache.publish(rows(1));
      List<Thread> readers = IntStream.range(0, 2).mapToObj(i -> reader(cache)).toList();
      readers.forEach(Thread::start);
      storm(cache);
      ended = true;
      for (Thread reader : readers) {
        reader.join();
      }
      assertThat(complaints).isEmpty();
      assertThat(Managed.status(cache).stuckLoads()).isEmpty();
    }
  }

  private void storm(CommandedCache<Object, Integer> cache) throws Exception {
    List<SnapshotLoader<Object, Integer>> kinds = failures();
    for (int failed = 1; failed <= FAILURES; failed++) {
      RefreshResult result = fail(cache, kinds.get(failed % kinds.size()));
      assertThat(result.outcome()).isIn(Outcome.FAILED, Outcome.REJECTED, Outcome.CANCELLED);
      if (failed % 10 == 0) {
        cache.publish(rows(failed));
      }
    }
  }

  private RefreshResult fail(
      CommandedCache<Object, Integer> cache, SnapshotLoader<Object, Integer> loader)
      throws Exception {
    CompletableFuture<RefreshResult> refresh = cache.loads(loader).cache().refresh();
    while (!refresh.isDone()) {
      if (hanging.tryAcquire(1, TimeUnit.MILLISECONDS)) {
        Managed.of(cache).cancel("it hangs");
      }
    }
    return refresh.get(1, TimeUnit.MINUTES);
  }

  private Thread reader(CommandedCache<Object, Integer> cache) {
    return new Thread(
        () -> {
          int before = 0;
          while (!ended) {
            before = look(cache.cache().snapshot().asMap(), before);
          }
        },
        "storm-reader");
  }

  private int look(Map<Object, Integer> seen, int before) {
    List<Integer> values = seen.values().stream().distinct().toList();
    if (seen.size() != ROWS || values.size() != 1 || values.get(0) < before) {
      complaints.add("after %d: %s".formatted(before, seen));
      ended = true;
      return before;
    }
    return values.get(0);
  }

  private static Map<Object, Integer> rows(int value) {
    return IntStream.range(0, ROWS)
        .boxed()
        .collect(Collectors.toMap(Function.identity(), key -> value));
  }

  private static void putBad(SnapshotWriter<Object, Integer> out, int rows) {
    for (int key = 0; key < rows; key++) {
      out.put(key, BAD);
    }
  }

  private static SnapshotLoader<Object, Integer> failing(Supplier<Throwable> failure) {
    return (out, context) -> {
      putBad(out, ROWS / 2);
      Throwable thrown = failure.get();
      if (thrown instanceof Error error) {
        throw error;
      }
      throw (Exception) thrown;
    };
  }

  private void hang() throws InterruptedException {
    hanging.release();
    new CountDownLatch(1).await();
  }

  /** A key that cannot be hashed. */
  private static final class Poisoned {

    @Override
    public int hashCode() {
      throw new IllegalStateException("poisoned");
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }
  }
}
