package dev.midnight.refresh;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.midnight.RefreshResult;
import dev.midnight.spi.CacheThreads;
import dev.midnight.spi.RefreshTicket;
import dev.midnight.spi.RunningCycle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A cycle from the request to the result, with all who wait for it. Thread-safe. */
final class QueuedCycle {

  private final long cycle;
  private final RefreshRequest request;
  private final UnaryOperator<Runnable> context;
  private final List<CompletableFuture<RefreshResult>> futures = new ArrayList<>();
  private boolean loadBegun;
  private boolean atOnce;
  private LoadPlaces.@Nullable Turn turn;
  private @Nullable RefreshCycle running;
  private @Nullable String cancelReason;
  private @Nullable RefreshResult result;

  /**
   * @param context gives a task the context of who asked
   */
  QueuedCycle(long cycle, RefreshRequest request, UnaryOperator<Runnable> context) {
    this.cycle = cycle;
    this.request = request;
    this.context = context;
  }

  long cycle() {
    return cycle;
  }

  /** The task in the context of who asked for the cycle first. */
  Runnable inContext(Runnable task) {
    return context.apply(task);
  }

  RefreshRequest request() {
    return request;
  }

  /** A receipt with a future of its own, so that cancelling it touches nobody else's. */
  synchronized RefreshTicket ticket(boolean joined) {
    CompletableFuture<RefreshResult> future = new CompletableFuture<>();
    if (result != null) {
      future.complete(result);
    } else {
      futures.add(future);
    }
    return new RefreshTicket(cycle, joined, future);
  }

  synchronized boolean joinable(RefreshRequest other) {
    return !loadBegun && !cancelled() && result == null && request.dryRun() == other.dryRun();
  }

  @GuardedBy("this")
  private boolean cancelled() {
    return cancelReason != null || (running != null && running.cancelled());
  }

  synchronized void loadBegins() {
    loadBegun = true;
  }

  synchronized boolean loadHasBegun() {
    return loadBegun;
  }

  synchronized void runs(RefreshCycle begun) {
    running = begun;
    if (cancelReason != null) {
      begun.cancel(cancelReason);
    }
  }

  synchronized boolean cancel(String reason) {
    if (running != null) {
      return running.cancel(reason);
    }
    cancelReason = reason;
    if (turn != null) {
      turn.giveUp();
    }
    return true;
  }

  /** Somebody who holds a place waits for it. */
  synchronized void goAtOnce() {
    atOnce = true;
    if (turn != null) {
      turn.goAtOnce();
    }
  }

  synchronized void waitsFor(LoadPlaces.Turn taking) {
    turn = taking;
    if (atOnce) {
      taking.goAtOnce();
    }
    if (cancelReason != null) {
      taking.giveUp();
    }
  }

  synchronized @Nullable String waitingFor() {
    return turn == null ? null : turn.waitsFor();
  }

  synchronized @Nullable RunningCycle progress(String cache) {
    return running == null ? null : running.progress(cache);
  }

  /**
   * Tells all who wait. A future that somebody waits on gets a thread of its own, so that a
   * dependent that blocks delays nobody; where no thread is to be had, this one must do.
   */
  void complete(RefreshResult end, CacheThreads threads, String name) {
    for (CompletableFuture<RefreshResult> future : ended(end)) {
      if (future.getNumberOfDependents() == 0) {
        future.complete(end);
      } else {
        try {
          threads.newThread("midnight-callback-" + name, () -> future.complete(end)).start();
        } catch (Throwable e) {
          CycleTrouble.callbackThreadMissing(name, e);
          future.complete(end);
        }
      }
    }
  }

  private synchronized List<CompletableFuture<RefreshResult>> ended(RefreshResult end) {
    result = end;
    List<CompletableFuture<RefreshResult>> all = List.copyOf(futures);
    futures.clear();
    return all;
  }
}
