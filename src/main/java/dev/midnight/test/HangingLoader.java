package dev.midnight.test;

import dev.midnight.RefreshContext;
import dev.midnight.SnapshotLoader;
import dev.midnight.SnapshotWriter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A loader that hangs from its beginning until it is released, or until that ends it which it
 * heeds. Thread-safe. Release it in the end: one that heeds nothing occupies its thread until then.
 *
 * <pre>{@code
 * try (HangingLoader<String, Price> hanging = HangingLoader.ignoringInterrupts()) {
 *   prices.loads(hanging);
 *   CompletableFuture<RefreshResult> refresh = prices.cache().refresh();
 *   hanging.awaitHanging();
 *   // the load is under way: cancel it, let its deadline pass, close the cache, ask for another
 * }
 * }</pre>
 */
public final class HangingLoader<K, V> implements SnapshotLoader<K, V>, AutoCloseable {

  private static final long TIMEOUT_SECONDS = 30;

  private enum Heeds {
    NOTHING,
    INTERRUPTS,
    CANCEL_ACTIONS
  }

  private final Heeds heeds;
  private final SnapshotLoader<K, V> afterwards;
  private final CountDownLatch hanging = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  private HangingLoader(Heeds heeds, SnapshotLoader<K, V> afterwards) {
    this.heeds = heeds;
    this.afterwards = afterwards;
  }

  /** Ends by {@link #release} alone, as a read from a socket without a timeout. */
  public static <K, V> HangingLoader<K, V> ignoringInterrupts() {
    return new HangingLoader<>(Heeds.NOTHING, FailingLoaders.empty());
  }

  /** Ends with an {@link InterruptedException} too. */
  public static <K, V> HangingLoader<K, V> heedingInterrupts() {
    return new HangingLoader<>(Heeds.INTERRUPTS, FailingLoaders.empty());
  }

  /** Ends by {@link RefreshContext#onCancel} too, as a statement that is cancelled. */
  public static <K, V> HangingLoader<K, V> heedingCancelActions() {
    return new HangingLoader<>(Heeds.CANCEL_ACTIONS, FailingLoaders.empty());
  }

  /** One that heeds the same, and puts these rows when it was released. */
  public HangingLoader<K, V> thenPutting(Map<? extends K, ? extends V> rows) {
    return thenLoading(Rows.of(rows));
  }

  /** One that heeds the same, and then loads by this loader when it was released. */
  public HangingLoader<K, V> thenLoading(SnapshotLoader<K, V> loader) {
    return new HangingLoader<>(heeds, loader);
  }

  @Override
  public void load(SnapshotWriter<K, V> out, RefreshContext context) throws Exception {
    CountDownLatch cancelled = new CountDownLatch(1);
    if (heeds == Heeds.CANCEL_ACTIONS) {
      context.onCancel(cancelled::countDown);
    }
    hanging.countDown();
    boolean interrupted = hang(cancelled);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (released.getCount() > 0) {
      throw new IllegalStateException("statement cancelled");
    }
    afterwards.load(out, context);
  }

  /** Says whether an interrupt came and was not heeded. */
  private boolean hang(CountDownLatch cancelled) throws InterruptedException {
    boolean interrupted = false;
    while (released.getCount() > 0 && cancelled.getCount() > 0) {
      try {
        awaitSoon(heeds == Heeds.CANCEL_ACTIONS ? cancelled : released);
      } catch (InterruptedException e) {
        if (heeds == Heeds.INTERRUPTS) {
          throw e;
        }
        interrupted = true;
      }
    }
    return interrupted;
  }

  @SuppressWarnings("ReturnValueIgnored") // the loop around it asks both latches
  private static void awaitSoon(CountDownLatch latch) throws InterruptedException {
    boolean unused = latch.await(10, TimeUnit.MILLISECONDS);
  }

  /**
   * Waits until a load hangs, or has hung, in here.
   *
   * @throws AssertionError if none does within 30 seconds
   */
  public void awaitHanging() {
    awaitHanging(Duration.ofSeconds(TIMEOUT_SECONDS));
  }

  /** As above, with a time limit of its own. */
  public void awaitHanging(Duration timeout) {
    try {
      if (!hanging.await(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new AssertionError(
            "No load came to hang within %s. Was this loader given to a cache, and that refreshed?"
                .formatted(timeout));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("The wait for a load to hang was interrupted.", e);
    }
  }

  /** Lets go of every load that hangs here, and of those to come. */
  public void release() {
    released.countDown();
  }

  /** Releases. */
  @Override
  public void close() {
    release();
  }
}
