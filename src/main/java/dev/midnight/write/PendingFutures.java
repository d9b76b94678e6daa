package dev.midnight.write;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The futures of all callers whose writes leave the buffer in one cut.
 *
 * <p>Concurrency: writers add theirs to one of several stacks, chosen by their thread, so that they
 * seldom meet. Settling closes the stacks; a future that comes later, from a writer that was held
 * up between its write and this, is completed by its own thread, before anybody else has it. Then
 * several threads may complete the rest; each future is claimed by one of them. A callback that
 * blocks holds up its own thread and no other future, as long as another thread comes to claim the
 * rest: see {@link Callbacks}.
 */
final class PendingFutures implements Completion {

  private static final PendingWrite CLOSED = new PendingWrite();

  /** Stacks are a cache line apart. */
  private static final int STRIDE = 16;

  private static final int STACKS =
      Integer.highestOneBit(Math.min(64, Runtime.getRuntime().availableProcessors())) * 2;

  /** A step of counting those who were told. */
  private static final int STEP = 256;

  private final Crowd crowd;

  private final AtomicReferenceArray<@Nullable PendingWrite> added =
      new AtomicReferenceArray<>((STACKS + 1) * STRIDE);

  /** What is left to be claimed, once settled. */
  private final AtomicReferenceArray<@Nullable PendingWrite> claims =
      new AtomicReferenceArray<>(STACKS);

  /** The stacks before this one are claimed. Never ahead; lost updates only cost a look. */
  private volatile int begun;

  /** Why readers will never see these writes; set before the stacks are closed. */
  private volatile @Nullable RuntimeException failure;

  private volatile int settled;

  /** What was next to be claimed when the drainer last looked. Used by the drainer only. */
  private @Nullable PendingWrite seen;

  PendingFutures(Crowd crowd) {
    this.crowd = crowd;
  }

  /** Whether the calling thread should not add one more, because very many wait. */
  boolean crowded() {
    PendingWrite top = added.getAcquire(stackOf(Thread.currentThread()));
    return crowd.isFull(top == null ? 0 : top.depth);
  }

  /** Takes the future of a caller whose write, or a part of it, was accepted for this cut. */
  void add(PendingWrite future) {
    int stack = stackOf(Thread.currentThread());
    PendingWrite top = added.getAcquire(stack);
    while (top != CLOSED) {
      future.next = top;
      future.depth = top == null ? 1 : top.depth + 1;
      PendingWrite found = added.compareAndExchange(stack, top, future);
      if (found == top) {
        crowd.grown(future.depth);
        return;
      }
      top = found;
    }
    future.next = null;
    finish(future);
  }

  /**
   * Fixes how all futures end. Called once, before they are completed.
   *
   * @param reason why readers will never see the writes, or null because they can
   */
  void settle(@Nullable RuntimeException reason) {
    failure = reason;
    int callers = 0;
    for (int i = 0; i < STACKS; i++) {
      PendingWrite top = added.getAndSet((i + 1) * STRIDE, CLOSED);
      callers += top == null ? 0 : top.depth;
      claims.set(i, top);
    }
    settled = callers;
    crowd.leave(callers);
  }

  /** The futures that were to be completed when this was settled. */
  int count() {
    return settled;
  }

  @Override
  public boolean allClaimed() {
    return next() == null;
  }

  @Override
  public boolean stuck() {
    PendingWrite now = next();
    boolean stuck = now != null && now == seen;
    seen = now;
    return stuck;
  }

  @Override
  public void run() {
    int told = 0;
    for (int stack = begun; stack < STACKS; stack++) {
      begun = stack;
      for (PendingWrite next = claim(stack); next != null; next = claim(stack)) {
        finish(next);
        told = (told + 1) % STEP;
        if (told == 0) {
          crowd.told(STEP);
        }
      }
    }
    crowd.told(told);
  }

  private void finish(PendingWrite future) {
    RuntimeException reason = failure;
    if (reason == null) {
      future.complete(null);
    } else {
      future.completeExceptionally(reason);
    }
  }

  private @Nullable PendingWrite claim(int stack) {
    PendingWrite top = claims.get(stack);
    while (top != null && !claims.compareAndSet(stack, top, top.next)) {
      top = claims.get(stack);
    }
    if (top != null) {
      top.next = null;
    }
    return top;
  }

  private @Nullable PendingWrite next() {
    PendingWrite next = null;
    for (int stack = begun; stack < STACKS && next == null; stack++) {
      next = claims.get(stack);
    }
    return next;
  }

  private static int stackOf(Thread writer) {
    return ((int) writer.getId() & (STACKS - 1)) * STRIDE + STRIDE;
  }
}
