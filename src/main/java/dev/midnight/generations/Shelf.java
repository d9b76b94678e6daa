package dev.midnight.generations;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.midnight.Phase;
import dev.midnight.refresh.CycleSupport;
import dev.midnight.spi.GenerationRecord;
import dev.midnight.spi.SnapshotStore;
import dev.midnight.spi.StaleGenerationException;
import dev.midnight.spi.Standing;
import dev.midnight.spi.StoredGeneration;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The stored generations of one cache: what is to be stored is taken one by one on a thread of its
 * own, so that no refresh waits for a disk.
 *
 * <p>Concurrency: {@link #kept} is replaced as a whole after each change of the store, and read by
 * anybody. Of the entries that wait to be stored, a newer published generation replaces an older
 * one, and likewise of the rejected: a slow disk holds on to few snapshots. They are stored in the
 * order of their numbers, because a store refuses others. What fails is reported and not tried
 * again: the next generation is.
 */
final class Shelf<K, V> {

  private final String cache;
  private final SnapshotStore<K, V> store;
  private final Retention retention;
  private final CycleSupport support;
  private final StoreHealth health;
  private final Lane lane;

  @GuardedBy("this")
  private final Deque<Save<K, V>> waiting = new ArrayDeque<>();

  private volatile List<StoredGeneration> kept = List.of();

  /** Told the highest number of the store, where somebody else has written to it. */
  private final LongConsumer overtaken;

  /** The numbers that must stay. */
  private final Supplier<Set<Long>> needed;

  private record Save<K, V>(GenerationRecord about, Map<K, V> entries) {}

  Shelf(
      String cache,
      SnapshotStore<K, V> store,
      Retention retention,
      CycleSupport support,
      StoreHealth health,
      LongConsumer overtaken,
      Supplier<Set<Long>> needed) {
    this.cache = cache;
    this.store = store;
    this.retention = retention;
    this.support = support;
    this.health = health;
    this.lane = new Lane("midnight-store-" + cache, support.threads());
    this.overtaken = overtaken;
    this.needed = needed;
  }

  SnapshotStore<K, V> store() {
    return store;
  }

  /** Newest first. */
  List<StoredGeneration> kept() {
    return kept;
  }

  @Nullable StoredGeneration find(long generation) {
    return kept.stream().filter(one -> one.generation() == generation).findFirst().orElse(null);
  }

  @Nullable StoredGeneration newestRejected() {
    return kept.stream()
        .filter(stored -> stored.standing() == Standing.REJECTED)
        .findFirst()
        .orElse(null);
  }

  @Nullable StoredGeneration rejectedIn(long cycle) {
    return kept.stream()
        .filter(stored -> stored.standing() == Standing.REJECTED)
        .filter(stored -> stored.about().cycle() == cycle)
        .findFirst()
        .orElse(null);
  }

  /** Looks what is stored; on a thread that may wait. */
  void look() {
    try {
      kept = List.copyOf(store.generations());
    } catch (IOException | RuntimeException e) {
      health.failed("list its generations", e);
    }
  }

  /** Stores a generation soon. */
  void put(GenerationRecord about, Map<K, V> entries) {
    synchronized (this) {
      waiting.removeIf(other -> other.about().standing() == about.standing());
      waiting.add(new Save<>(about, entries));
    }
    lane.add(this::saveNext);
  }

  private synchronized @Nullable Save<K, V> next() {
    return waiting.poll();
  }

  private void saveNext() {
    Save<K, V> save = next();
    if (save == null) {
      return;
    }
    long start = System.nanoTime();
    boolean saved = save(save);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    support.events().storeSaved(cache, saved, took);
    if (saved) {
      support.events().phaseFinished(cache, save.about().cycle(), Phase.SAVE, took);
      support.history().add(save.about().cycle(), Phase.SAVE, took);
    }
    prune();
  }

  private boolean save(Save<K, V> save) {
    try {
      health.saved(store.save(save.about(), save.entries()));
      return true;
    } catch (StaleGenerationException e) {
      overtaken.accept(e.newest());
      health.failed("save generation " + save.about().generation(), e);
    } catch (IOException | RuntimeException | Error e) {
      health.failed("save generation " + save.about().generation(), e);
    }
    return false;
  }

  private void prune() {
    look();
    List<StoredGeneration> expired = retention.expired(kept, needed.get());
    for (StoredGeneration stored : expired) {
      try {
        store.delete(stored.generation());
      } catch (IOException | RuntimeException e) {
        health.failed("delete generation " + stored.generation(), e);
      }
    }
    if (!expired.isEmpty()) {
      look();
    }
  }

  /**
   * Withdraws every published generation above a number; what waits is not stored at all.
   *
   * @return those that were withdrawn by this
   */
  List<Long> withdrawAbove(long number, String reason) {
    synchronized (this) {
      waiting.removeIf(save -> save.about().standing() == Standing.PUBLISHED);
    }
    return withdraw(number, Long.MAX_VALUE, reason);
  }

  /** Does so again for what was just being stored, before anything else is. */
  void withdrawLater(long above, long below, String reason) {
    lane.add(
        () -> {
          List<Long> unused = withdraw(above, below, reason);
        });
  }

  private List<Long> withdraw(long above, long below, String reason) {
    List<Long> withdrawn = new ArrayList<>();
    look();
    for (StoredGeneration stored : kept) {
      long number = stored.generation();
      if (number > above && number < below && stored.standing() == Standing.PUBLISHED) {
        if (mark(number, Standing.WITHDRAWN, reason)) {
          withdrawn.add(number);
        }
      }
    }
    look();
    return withdrawn;
  }

  /** Says whether it could. */
  boolean mark(long generation, Standing standing, @Nullable String reason) {
    try {
      StoredGeneration unused = store.mark(generation, standing, reason);
      return true;
    } catch (IOException | RuntimeException e) {
      health.failed("mark generation %d as %s".formatted(generation, standing), e);
      return false;
    }
  }

  boolean awaitIdle(Duration timeout) {
    return lane.awaitIdle(timeout);
  }
}
