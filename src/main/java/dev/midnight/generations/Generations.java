package dev.midnight.generations;

import dev.midnight.Snapshot;
import dev.midnight.Trigger;
import dev.midnight.publish.Candidate;
import dev.midnight.publish.Publisher;
import dev.midnight.refresh.CycleKeeper;
import dev.midnight.refresh.CycleSupport;
import dev.midnight.spi.CacheMemory;
import dev.midnight.spi.CacheStatus.Pause;
import dev.midnight.spi.CycleReport;
import dev.midnight.spi.GenerationStatus;
import dev.midnight.spi.KeyStory;
import dev.midnight.spi.SnapshotStore;
import dev.midnight.spi.Standing;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a cache keeps of its nights: with a store its generations, without one the history and the
 * pin of this process. Fed by the cycles; never makes one of them wait for a disk.
 *
 * <p>Concurrency: thread-safe by its parts. A pin is a hold on the publisher, set under its lock:
 * no load is published between the order to pin and its end, whenever that load began.
 */
public final class Generations<K, V> implements CycleKeeper<K, V> {

  /** How long an order waits to be written down, so that it survives a crash at once. */
  private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(2);

  private final Publisher<K, V> publisher;
  private final CycleSupport support;
  private final StoreHealth health;
  private final PinAlarm alarm;
  private final Remembered remembered;
  private final @Nullable Shelf<K, V> shelf;
  private final @Nullable SnapshotStore<K, V> store;

  private final Rejections<K, V> rejections = new Rejections<>();
  private final Membership<K, V> membership;
  private final LateOrders lateOrders;
  private volatile Consumer<@Nullable Pause> pauseFound = pause -> {};

  /**
   * Of one cache.
   *
   * @param store null to keep nothing beyond the end of the process
   * @param keep how many published generations stay stored, at least 1
   */
  public Generations(
      String cache,
      Publisher<K, V> publisher,
      CycleSupport support,
      @Nullable SnapshotStore<K, V> store,
      int keep) {
    this.publisher = publisher;
    this.support = support;
    this.store = store;
    this.health = new StoreHealth(cache, support.clock());
    this.alarm = new PinAlarm(cache, support);
    this.lateOrders = new LateOrders(cache);
    this.remembered = new Remembered(cache, support, store, health, this::highestNumber);
    this.shelf =
        store == null
            ? null
            : new Shelf<>(
                cache,
                store,
                new Retention(keep),
                support,
                health,
                publisher::numbersTaken,
                this::needed);
    this.membership = new Membership<>(publisher, remembered, shelf);
    if (store instanceof LateStore<K, V> late) {
      late.whenOpened(this::openedLate);
    }
    if (store != null) {
      takeOver(cache, store);
    }
  }

  /** A store that cannot be read must not keep the application from starting. */
  private void takeOver(String cache, SnapshotStore<K, V> medium) {
    try {
      publisher.numbersTaken(medium.lastGeneration());
      CacheMemory memory = medium.memory();
      if (memory != null) {
        publisher.numbersTaken(memory.lastGeneration());
        remembered.takeOver(memory);
        support.history().takeOver(CutOff.completed(cache, memory));
      }
    } catch (IOException | RuntimeException e) {
      health.failed("tell what an earlier process left", e);
    }
    holdWhilePinned();
    if (shelf != null) {
      shelf.look();
    }
  }

  private void holdWhilePinned() {
    CacheMemory.Pin pin = remembered.pin();
    if (pin != null) {
      publisher.hold(pin.until());
      alarm.set(pin.until());
    }
  }

  /** What was ordered before the restart is in force from when the store can tell it. */
  private void openedLate(long lastGeneration, @Nullable CacheMemory memory) {
    publisher.numbersTaken(lastGeneration);
    if (memory == null) {
      return;
    }
    publisher.numbersTaken(memory.lastGeneration());
    if (remembered.takeOverOrders(memory)) {
      holdWhilePinned();
      pauseFound.accept(remembered.pause());
      lateOrders.inForce(remembered.pin(), remembered.pause(), publisher.current());
    }
  }

  private long highestNumber() {
    return publisher.highestNumber();
  }

  /** What is served and what is pinned stays stored, however old. */
  private Set<Long> needed() {
    Set<Long> needed = new HashSet<>();
    Snapshot<K, V> current = publisher.current();
    if (current != null) {
      needed.add(current.generation());
    }
    CacheMemory.Pin pin = remembered.pin();
    if (pin != null) {
      needed.add(pin.generation());
    }
    return needed;
  }

  @Nullable Shelf<K, V> shelf() {
    return shelf;
  }

  StoreHealth health() {
    return health;
  }

  /** The size of the last good load, in this process or the one before, or -1. */
  public long lastGoodRows() {
    return remembered.lastGoodRows();
  }

  /** The number of the newest cycle of an earlier process. */
  public long lastCycle() {
    long kept =
        shelf == null
            ? 0
            : shelf.kept().stream().mapToLong(stored -> stored.about().cycle()).max().orElse(0);
    return Math.max(kept, remembered.lastCycle());
  }

  /** The pause that an earlier process left, or null. */
  public @Nullable Pause pause() {
    return remembered.pause();
  }

  /** Does that with the pause of an earlier process where the store can tell it late only. */
  public void whenPauseIsFound(Consumer<@Nullable Pause> action) {
    pauseFound = action;
  }

  /** Remembers a pause, or its end. */
  public void paused(@Nullable Pause pause) {
    remembered.pause(pause);
  }

  /** The pin in force, or null. */
  public CacheMemory.@Nullable Pin pin() {
    return remembered.pin();
  }

  /** Does that at the end of a pin that has one, if it has not been ended before. */
  public void whenPinIsOver(Runnable action) {
    alarm.begin(action);
  }

  /** Holds on to that generation, whatever is loaded. */
  public void pin(long generation, @Nullable Instant until, @Nullable String reason) {
    publisher.hold(until);
    remembered.pin(new CacheMemory.Pin(generation, support.clock().instant(), until, reason));
    alarm.set(until);
    boolean unused = remembered.awaitWritten(WRITTEN_WITHIN);
  }

  /** Ends the pin; what is published next was loaded by a cycle that ends after this. */
  public void unpin() {
    publisher.release();
    remembered.pin(null);
    alarm.set(null);
    boolean unused = remembered.awaitWritten(WRITTEN_WITHIN);
  }

  /** The value of a key in each stored generation, newest first; waits for the disk. */
  public List<KeyStory.Kept> kept(K key) {
    return KeptValues.of(shelf, key);
  }

  /** Forgets a pin whose time is over; says whether there was one. */
  public boolean forgetPinThatIsOver() {
    return remembered.forgetPinThatIsOver();
  }

  /** What is kept, and how the store is doing. Asks no disk. */
  public GenerationStatus status() {
    return shelf == null
        ? new GenerationStatus(pin(), List.of(), null, membership.notWarm())
        : new GenerationStatus(pin(), shelf.kept(), health.status(), membership.notWarm());
  }

  Rejections<K, V> rejections() {
    return rejections;
  }

  Membership<K, V> membership() {
    return membership;
  }

  void approved(Snapshot<K, V> snapshot) {
    rejections.past();
    remembered.good(snapshot.size());
  }

  @Override
  public void begun(long cycle, Trigger trigger, Instant startedAt) {
    remembered.begun(cycle, trigger, startedAt);
  }

  @Override
  public void published(Snapshot<K, V> snapshot, CycleReport report) {
    rejections.past();
    remembered.good(snapshot.size());
    if (shelf != null) {
      shelf.put(Records.of(snapshot, Standing.PUBLISHED, null, report), snapshot.asMap());
    }
  }

  @Override
  public void rejected(Candidate<K, V> candidate, CycleReport report) {
    if (shelf == null) {
      rejections.isNotKept(candidate, report, publisher.current());
      return;
    }
    Snapshot<K, V> built = candidate.snapshot();
    long number = publisher.takeNumber();
    rejections.isKept(number, candidate);
    shelf.put(Records.ofRejected(number, built, report), built.asMap());
  }

  @Override
  public void unchangedThoughRejected(CycleReport report) {
    membership.staysIn(report.cycle());
  }

  @Override
  public boolean keepsRejected() {
    return shelf != null;
  }

  @Override
  public void ended(CycleReport report) {
    membership.ended(report);
    remembered.ended(report.cycle());
  }

  /** Waits for what is being stored, for so long at most, and gives the store up. */
  public void close(Duration timeout) {
    alarm.set(null);
    long end = System.nanoTime() + timeout.toNanos();
    boolean saved = shelf == null || shelf.awaitIdle(timeout);
    boolean written =
        remembered.awaitWritten(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    if (!saved || !written) {
      health.failed(
          "end its work within " + timeout, new IOException("the store did not answer in time"));
    }
    if (store != null) {
      store.close();
    }
  }
}
