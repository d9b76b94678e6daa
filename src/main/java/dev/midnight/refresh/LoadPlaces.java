package dev.midnight.refresh;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The places of the loads of all caches: they bound how many sources are read at once, and keep
 * apart loads whose new data would not fit on the heap together.
 *
 * <p>Concurrency: all state is guarded by {@link #lock}, under which nothing of the application
 * runs. Cycles take their places in the order in which they came: nobody overtakes a large one that
 * waits for room, so that it is not put off for ever. All places of a group are taken in one step,
 * and its loads wait for none afterwards, so that two groups cannot wait for each other. A load
 * that refreshes another cache, and waits for it, holds a place already: {@link Turn#goAtOnce} lets
 * the other by.
 */
public final class LoadPlaces {

  private final int places;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  @GuardedBy("lock")
  private final Deque<Turn> waiting = new ArrayDeque<>();

  @GuardedBy("lock")
  private final List<Turn> taken = new ArrayList<>();

  /** So many, at least 1. */
  public LoadPlaces(int places) {
    if (places < 1) {
      throw new IllegalArgumentException(
          "max-concurrent-loads is %d but must be at least 1: no cache could ever load, so it is refused. Raise it, or leave it out."
              .formatted(places));
    }
    this.places = places;
  }

  /** Of caches that wait for nobody. */
  public static LoadPlaces unlimited() {
    return new LoadPlaces(Integer.MAX_VALUE);
  }

  /** The turn of a cycle that reads so many sources. */
  Turn turn(String name, int sources, HeapClaim claim) {
    return new Turn(
        name, Math.min(sources, places), claim, what -> CycleTrouble.waitsForPlace(name, what));
  }

  /**
   * The turn of a delta. What it will need of the heap nobody knows before; it is watched while it
   * reads.
   */
  Turn turnOfDelta(String cache, HeapClaim claim) {
    return new Turn(
        cache + ".delta", 1, claim, what -> CycleTrouble.deltaWaitsForPlace(cache, what));
  }

  /** A cycle's wish for places, from the queue until they are given back. */
  final class Turn implements AutoCloseable {

    private final String name;
    private final int wanted;
    private final HeapClaim claim;
    private final Consumer<String> waits;

    @GuardedBy("lock")
    private boolean atOnce;

    @GuardedBy("lock")
    private boolean over;

    private Turn(String name, int wanted, HeapClaim claim, Consumer<String> waits) {
      this.name = name;
      this.wanted = wanted;
      this.claim = claim;
      this.waits = waits;
    }

    /** Waits until there is place, it was told to go at once, or it was given up. */
    void await() throws InterruptedException {
      lock.lock();
      try {
        takeInTurn();
      } finally {
        lock.unlock();
      }
    }

    @GuardedBy("lock")
    private void takeInTurn() throws InterruptedException {
      waiting.addLast(this);
      try {
        if (!mayGo()) {
          waits.accept(hindrance());
        }
        while (!mayGo()) {
          changed.await();
        }
        if (!over) {
          taken.add(this);
        }
      } finally {
        waiting.remove(this);
        changed.signalAll();
      }
    }

    @GuardedBy("lock")
    private boolean mayGo() {
      return over || atOnce || (waiting.peekFirst() == this && used() + wanted <= places && fits());
    }

    @GuardedBy("lock")
    private boolean fits() {
      return claim.fitsBeside(taken.stream().mapToLong(turn -> turn.claim.bytes()).sum());
    }

    /** Waits no more, and whatever has begun goes on. */
    void giveUp() {
      lock.lock();
      try {
        over |= !taken.contains(this);
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }

    /** Waits no more: somebody who holds a place waits for this cycle. */
    void goAtOnce() {
      lock.lock();
      try {
        atOnce = true;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }

    /** What it waits for, or null when it does not wait. */
    @Nullable String waitsFor() {
      lock.lock();
      try {
        return waiting.contains(this) && !mayGo() ? hindrance() : null;
      } finally {
        lock.unlock();
      }
    }

    @GuardedBy("lock")
    private String hindrance() {
      if (waiting.peekFirst() != this) {
        return "its turn after '%s'".formatted(waiting.getFirst().name);
      }
      String others =
          taken.stream().map(turn -> "'" + turn.name + "'").collect(Collectors.joining(", "));
      if (used() + wanted > places) {
        return "%d of the %d places for loads, while %s load. See midnight.max-concurrent-loads"
            .formatted(wanted, places, others);
      }
      return "about %s of heap, of which %s are free, beside what %s load"
          .formatted(
              HeapNeed.mebibytes(claim.bytes()),
              HeapNeed.mebibytes(Math.max(0, claim.free().getAsLong())),
              others);
    }

    @Override
    public void close() {
      lock.lock();
      try {
        over = true;
        taken.remove(this);
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  @GuardedBy("lock")
  private long used() {
    return taken.stream().mapToLong(turn -> turn.wanted).sum();
  }
}
