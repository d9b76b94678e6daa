package dev.midnight.refresh;

import dev.midnight.Outcome;
import dev.midnight.Phase;
import dev.midnight.RefreshResult;
import dev.midnight.publish.PublishHeldException;
import dev.midnight.spi.RunningCycle;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One run of the cycle, for one replica or for the members of a group.
 *
 * <p>Concurrency: the controlling thread, in {@link #run}, runs none of the application's loading
 * code and so cannot hang in it; workers do, one for each replica. The controller waits for them
 * until the deadline, cancels, waits a little more, and then abandons them. It alone publishes,
 * after {@link CycleControl#commit} has shut out cancellation.
 */
final class RefreshCycle {

  private final CycleStart start;
  private final Clock clock;
  private final Duration deadline;
  private final PublishStep publishStep;
  private final CycleControl control = new CycleControl();
  private final CycleWorkers workers;
  private final List<Preparation<?, ?>> preparations = new ArrayList<>();
  private final long startNanos = System.nanoTime();

  RefreshCycle(
      CycleStart start,
      List<Replica<?, ?>> replicas,
      PublishStep publishStep,
      Runnable loadBegins) {
    this.start = start;
    this.publishStep = publishStep;
    this.clock = replicas.get(0).support().clock();
    this.workers = new CycleWorkers(control, replicas.get(0));
    this.deadline = deadline(replicas);
    Instant until = start.startedAt().plus(deadline);
    for (Replica<?, ?> replica : replicas) {
      preparations.add(new Preparation<>(replica, start, until, control, loadBegins));
    }
  }

  /** The longest of all. */
  static Duration deadline(List<Replica<?, ?>> replicas) {
    return replicas.stream()
        .map(replica -> replica.rules().deadline())
        .max(Duration::compareTo)
        .orElseThrow();
  }

  boolean cancel(String reason) {
    return control.cancel(CycleControl.Cancellation.wished(reason));
  }

  boolean cancelled() {
    return control.cancelled();
  }

  /** How far the replica of that name is. */
  @Nullable RunningCycle progress(String cache) {
    return preparations.stream()
        .filter(preparation -> preparation.replica().cache().equals(cache))
        .map(preparation -> preparation.progress().snapshot(control.cancelled()))
        .findFirst()
        .orElse(null);
  }

  /** Runs to the end, and reports it for each replica. */
  RefreshResult run() {
    preparations.forEach(this::announce);
    preparations.forEach(this::startWorker);
    workers.await(deadline, "the refresh thread was interrupted");
    if (control.cancelled()) {
      stopWorkers();
    }
    List<Verdict> verdicts = publish(verdicts());
    List<RefreshResult> results = new ArrayList<>();
    for (int i = 0; i < verdicts.size(); i++) {
      results.add(new CycleEnd(start, preparations.get(i), verdicts.get(i), startNanos).report());
    }
    return results.size() == 1 ? results.get(0) : GroupResult.of(results);
  }

  private void announce(Preparation<?, ?> preparation) {
    Replica<?, ?> replica = preparation.replica();
    preparation
        .observed()
        .within(() -> CycleLog.started(replica.cache(), start, preparation.progress().deadline()));
    if (!start.dryRun()) {
      replica.keeper().begun(start.cycle(), start.trigger(), start.startedAt());
      replica
          .support()
          .events()
          .cycleStarted(replica.cache(), start.cycle(), start.trigger(), start.delay());
    }
  }

  private void startWorker(Preparation<?, ?> preparation) {
    Replica<?, ?> replica = preparation.replica();
    try {
      control.start(
          replica
              .support()
              .threads()
              .newThread(
                  "midnight-load-" + replica.cache(),
                  replica.support().carrier().capture().apply(() -> work(preparation))),
          replica);
    } catch (Throwable e) {
      preparation.failed(e);
      tellOthers(preparation);
    }
  }

  private void work(Preparation<?, ?> preparation) {
    try {
      LoadThread.run(preparation::run);
      tellOthers(preparation);
    } finally {
      control.leave(Thread.currentThread());
    }
  }

  /**
   * One member of a group that fails ends the cycle of all. One that is rejected does not where all
   * keep what is rejected: the others load to the end, so that it can be approved as a whole.
   */
  private void tellOthers(Preparation<?, ?> preparation) {
    Verdict verdict = preparation.verdict();
    if (preparations.size() > 1 && verdict != null && !verdict.good() && !isKept(preparation)) {
      control.cancel(
          new CycleControl.Cancellation(ofTheSameGroup(preparation, verdict), false, preparation));
    }
  }

  private boolean isKept(Preparation<?, ?> preparation) {
    return preparation.candidate() != null
        && !start.dryRun()
        && preparations.stream().allMatch(each -> each.replica().keeper().keepsRejected());
  }

  private static String ofTheSameGroup(Preparation<?, ?> preparation, Verdict verdict) {
    return "'%s' of the same group: %s".formatted(preparation.replica().cache(), verdict.reason());
  }

  /** Those that are good are rejected with the first that is not. */
  private List<Verdict> heldBack(List<Verdict> verdicts) {
    for (int i = 0; i < verdicts.size(); i++) {
      Verdict bad = verdicts.get(i);
      if (bad.outcome() == Outcome.REJECTED) {
        Verdict heldBack = Verdict.of(Outcome.REJECTED, ofTheSameGroup(preparations.get(i), bad));
        return verdicts.stream().map(one -> one.good() ? heldBack : one).toList();
      }
    }
    return verdicts;
  }

  private void stopWorkers() {
    workers.stop();
    control
        .workers()
        .forEach(
            (worker, replica) -> {
              replica.support().stuckLoads().add(start.cycle(), worker, clock.instant());
              CycleTrouble.abandoned(replica.cache(), start.cycle(), worker);
            });
  }

  private List<Verdict> verdicts() {
    return preparations.stream()
        .map(this::verdict)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private Verdict verdict(Preparation<?, ?> preparation) {
    CycleControl.Cancellation cancellation = control.cancellation();
    Verdict verdict = preparation.verdict();
    if (cancellation == null && verdict != null) {
      return verdict;
    }
    if (verdict != null && cancellation != null && cancellation.by() == preparation) {
      return verdict;
    }
    return cancellation == null
        ? Verdict.of(Outcome.FAILED, "its worker ended without a verdict")
        : Verdict.of(
            cancellation.failed() ? Outcome.FAILED : Outcome.CANCELLED, cancellation.reason());
  }

  /** The common publish, timed for each replica. */
  private Callable<Object> timedPublish() {
    Callable<Object> publish = () -> publishStep.publish(preparations);
    for (Preparation<?, ?> preparation : preparations) {
      Callable<Object> inner = publish;
      publish = () -> preparation.times().time(Phase.PUBLISH, inner);
    }
    return publish;
  }

  private List<Verdict> publish(List<Verdict> verdicts) {
    boolean allGood = verdicts.stream().allMatch(Verdict::good);
    if (!allGood || start.dryRun()) {
      preparations.forEach(Preparation::endLoad);
      return start.dryRun() ? verdicts : heldBack(verdicts);
    }
    if (!control.commit()) {
      preparations.forEach(Preparation::endLoad);
      return verdicts();
    }
    try {
      timedPublish().call();
      return verdicts;
    } catch (PublishHeldException e) {
      preparations.forEach(Preparation::endLoad);
      return verdicts.stream().map(verdict -> Verdict.PINNED).toList();
    } catch (Throwable e) {
      preparations.forEach(Preparation::endLoad);
      return verdicts.stream().map(verdict -> Verdict.failed(e)).toList();
    }
  }
}
