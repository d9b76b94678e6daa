package dev.midnight.generations;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.midnight.Trigger;
import dev.midnight.refresh.CycleSupport;
import dev.midnight.spi.CacheMemory;
import dev.midnight.spi.CacheStatus.Pause;
import dev.midnight.spi.SnapshotStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a cache still knows after a restart, where it has a store.
 *
 * <p>Concurrency: the fields are guarded by this object's monitor. A change asks for the whole to
 * be written, on a thread of its own; changes that come while it waits go with it, and no caller
 * waits for the disk unless it wants to.
 */
final class Remembered {

  private final CycleSupport support;
  private final @Nullable SnapshotStore<?, ?> store;
  private final StoreHealth health;
  private final LongSupplier lastGeneration;
  private final Lane lane;
  private final AtomicBoolean asked = new AtomicBoolean();

  @GuardedBy("this")
  private CacheMemory.@Nullable OpenCycle openCycle;

  @GuardedBy("this")
  private CacheMemory.@Nullable Pin pin;

  @GuardedBy("this")
  private @Nullable Pause pause;

  @GuardedBy("this")
  private @Nullable String watermark;

  @GuardedBy("this")
  private long lastCycle;

  @GuardedBy("this")
  private Spans spans = Spans.NONE;

  /** Whether this process was given an order of its own. */
  @GuardedBy("this")
  private boolean ordered;

  private volatile long lastGoodRows = -1;

  Remembered(
      String cache,
      CycleSupport support,
      @Nullable SnapshotStore<?, ?> store,
      StoreHealth health,
      LongSupplier lastGeneration) {
    this.support = support;
    this.store = store;
    this.health = health;
    this.lastGeneration = lastGeneration;
    this.lane = new Lane("midnight-memory-" + cache, support.threads());
  }

  /** Takes over what an earlier process left. */
  synchronized void takeOver(CacheMemory memory) {
    pin = memory.pin();
    pause = memory.paused();
    watermark = memory.watermark();
    lastCycle = memory.lastCycle();
    spans = new Spans(memory.spans());
    lastGoodRows = memory.lastGoodRows();
  }

  /** Takes over the pin and the pause alone, unless others were ordered since; says whether. */
  boolean takeOverOrders(CacheMemory memory) {
    synchronized (this) {
      if (ordered) {
        return false;
      }
      pin = memory.pin();
      pause = memory.paused();
    }
    write();
    return true;
  }

  long lastGoodRows() {
    return lastGoodRows;
  }

  synchronized long lastCycle() {
    return lastCycle;
  }

  synchronized @Nullable Pause pause() {
    return pause;
  }

  /** The pin in force, or null. */
  synchronized CacheMemory.@Nullable Pin pin() {
    Instant until = pin == null ? null : pin.until();
    boolean over = until != null && !support.clock().instant().isBefore(until);
    return over ? null : pin;
  }

  boolean forgetPinThatIsOver() {
    synchronized (this) {
      if (pin == null || pin() != null) {
        return false;
      }
      pin = null;
    }
    write();
    return true;
  }

  void pin(CacheMemory.@Nullable Pin order) {
    synchronized (this) {
      pin = order;
      ordered = true;
    }
    write();
  }

  void pause(@Nullable Pause order) {
    synchronized (this) {
      pause = order;
      ordered = true;
    }
    write();
  }

  void good(long rows) {
    lastGoodRows = rows;
  }

  void begun(long cycle, Trigger trigger, Instant startedAt) {
    synchronized (this) {
      lastCycle = Math.max(lastCycle, cycle);
      openCycle = new CacheMemory.OpenCycle(cycle, trigger, startedAt);
    }
    write();
  }

  void ended(long cycle) {
    synchronized (this) {
      lastCycle = Math.max(lastCycle, cycle);
      openCycle = null;
    }
    write();
  }

  synchronized Spans spans() {
    return spans;
  }

  /** That generation was served at the end of that cycle of the group; written with its end. */
  synchronized void served(long generation, long cycle) {
    spans = spans.with(generation, cycle);
  }

  /** Has everything written soon. */
  void write() {
    if (store != null && asked.compareAndSet(false, true)) {
      lane.add(() -> writeNow(store));
    }
  }

  /** Waits until what was changed is written, for so long at most. */
  boolean awaitWritten(Duration timeout) {
    return lane.awaitIdle(timeout);
  }

  private void writeNow(SnapshotStore<?, ?> medium) {
    asked.set(false);
    try {
      medium.remember(memory());
    } catch (IOException | RuntimeException e) {
      health.failed("remember pin, pause and history", e);
    }
  }

  private synchronized CacheMemory memory() {
    return new CacheMemory(
        lastGeneration.getAsLong(),
        lastCycle,
        openCycle,
        pin,
        pause,
        lastGoodRows,
        watermark,
        support.history().reports(),
        spans.all());
  }
}
