package dev.midnight.generations;

import dev.midnight.RefreshResult;
import dev.midnight.refresh.CycleSupport;
import dev.midnight.spi.GenerationTicket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Where orders of one cache, or of one group, are carried out: one at a time. Thread-safe. */
final class OrderDesk {

  private final String name;
  private final CycleSupport support;
  private final LongSupplier cycles;
  private final AtomicBoolean busy = new AtomicBoolean();

  /**
   * @param cycles gives the next cycle its number
   */
  OrderDesk(String name, CycleSupport support, LongSupplier cycles) {
    this.name = name;
    this.support = support;
    this.cycles = cycles;
  }

  /** A receipt for the restore of a generation, or null if another is being restored. */
  @Nullable GenerationTicket carryOut(long generation, LongFunction<RestoreCycle> order) {
    if (!busy.compareAndSet(false, true)) {
      return null;
    }
    long cycle = cycles.getAsLong();
    CompletableFuture<RefreshResult> result = new CompletableFuture<>();
    start(
        () -> {
          RefreshResult end = null;
          try {
            end = order.apply(cycle).run();
          } finally {
            busy.set(false);
            complete(result, end);
          }
        },
        failure -> {
          busy.set(false);
          result.completeExceptionally(failure);
        });
    return new GenerationTicket(null, cycle, generation, result);
  }

  private static void complete(
      CompletableFuture<RefreshResult> result, @Nullable RefreshResult end) {
    if (end == null) {
      result.completeExceptionally(new IllegalStateException("the restore broke; see the log"));
    } else {
      result.complete(end);
    }
  }

  void start(Runnable task, Consumer<Throwable> otherwise) {
    try {
      support.threads().newThread("midnight-restore-" + name, task).start();
    } catch (Throwable e) {
      otherwise.accept(e);
    }
  }
}
