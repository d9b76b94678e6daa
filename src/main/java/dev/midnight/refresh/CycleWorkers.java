package dev.midnight.refresh;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The workers of one cycle as its controlling thread sees them: it waits for them, cancels them,
 * and runs none of their code.
 *
 * @param replica whose cache's name stands in messages and names of threads
 */
record CycleWorkers(CycleControl control, Replica<?, ?> replica) {

  /** How long a cancelled worker may take to end by itself before it counts as stuck. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  /**
   * Waits until all have ended, or somebody cancels; at the deadline, cancels.
   *
   * @param interrupted the reason of the cancellation if the calling thread is interrupted
   */
  void await(Duration deadline, String interrupted) {
    try {
      control.awaitWorkersOrCancel(TimeUnit.NANOSECONDS.convert(deadline));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      control.cancel(CycleControl.Cancellation.wished(interrupted));
    }
    if (!control.workers().isEmpty()) {
      control.cancel(
          CycleControl.Cancellation.deadline(
              "the deadline of %s passed. See midnight.caches.%s.deadline"
                  .formatted(CycleLog.text(deadline), replica.cache())));
    }
  }

  /** Runs the cancel actions, interrupts, and waits a little; who is left then is stuck. */
  void stop() {
    runCancelActions(control.takeCancelActions());
    control.workers().keySet().forEach(Thread::interrupt);
    try {
      control.awaitWorkers(TimeUnit.NANOSECONDS.convert(GRACE));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** On a thread of their own: a cancel action may hang too. */
  private void runCancelActions(List<Runnable> actions) {
    if (actions.isEmpty()) {
      return;
    }
    CycleTrouble.guarded(
        replica.cache(),
        () ->
            replica
                .support()
                .threads()
                .newThread(
                    "midnight-cancel-" + replica.cache(),
                    () -> actions.forEach(action -> CycleTrouble.guarded(replica.cache(), action)))
                .start());
  }
}
