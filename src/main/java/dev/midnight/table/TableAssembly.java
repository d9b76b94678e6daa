package dev.midnight.table;

import dev.midnight.Changes;
import dev.midnight.DuplicatePolicy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The build of one table in independent units, each a set of parts of the unknown rows and the
 * shards that they fall into.
 *
 * <p>Concurrency: workers take units by one counter and write the shards of their units only; what
 * they counted is added up under this object's lock. The calling thread is a worker, so that the
 * build ends even when no helper ever runs; helpers that come late find no unit left.
 */
final class TableAssembly<K, V> {

  private final Table<K, V> previous;
  private final AssemblyPlan plan;
  private final SameValue same;
  private final DuplicatePolicy policy;
  private final int mostAlike;
  private final Shard[] shards;
  private final AtomicInteger nextUnit = new AtomicInteger();
  private final CountDownLatch unitsLeft;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final ChangeTally tally = new ChangeTally();
  private final Duplicates duplicates;

  TableAssembly(
      Table<K, V> previous,
      AssemblyPlan plan,
      SameValue same,
      DuplicatePolicy policy,
      int mostAlike) {
    this.previous = previous;
    this.mostAlike = mostAlike;
    this.plan = plan;
    this.same = same;
    this.policy = policy;
    this.shards = new Shard[plan.base().length];
    this.unitsLeft = new CountDownLatch(plan.units());
    this.duplicates = new Duplicates(same, policy);
    tally.add(new Changes(0, 0, plan.removed(), 0));
  }

  void run(int parallelism, Executor executor) {
    for (int i = 1; i < Math.min(parallelism, plan.units()); i++) {
      try {
        executor.execute(this::work);
      } catch (RejectedExecutionException busy) {
        break;
      }
    }
    work();
    awaitHelpers();
    Throwable thrown = failure.get();
    if (thrown != null) {
      throw new IllegalStateException(
          "The table could not be built: " + thrown.getMessage(), thrown);
    }
  }

  private void work() {
    ShardWorker worker = new ShardWorker(plan, shards, same, policy, mostAlike);
    for (int unit = nextUnit.getAndIncrement();
        unit < plan.units();
        unit = nextUnit.getAndIncrement()) {
      try {
        if (failure.get() == null) {
          worker.buildUnit(unit);
        }
      } catch (RuntimeException | Error thrown) {
        failure.compareAndSet(null, thrown);
      } finally {
        finished(worker);
      }
    }
  }

  private synchronized void finished(ShardWorker worker) {
    worker.drainInto(tally, duplicates);
    unitsLeft.countDown();
  }

  /** Units that helpers took are short; an interrupt is kept for the caller. */
  private void awaitHelpers() {
    boolean interrupted = false;
    while (true) {
      try {
        unitsLeft.await();
        break;
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  Duplicates duplicates() {
    return duplicates;
  }

  synchronized Changes changes() {
    return tally.changes();
  }

  /** The table built, which is the previous one where nothing differs. */
  synchronized Table<K, V> table() {
    Changes changes = tally.changes();
    if (changes.total() == 0) {
      return previous;
    }
    return new Table<>(
        shards, plan.geometry(), changes.added() + changes.updated() + changes.unchanged());
  }
}
