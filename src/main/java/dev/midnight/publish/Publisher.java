package dev.midnight.publish;

import dev.midnight.Changes;
import dev.midnight.DerivedView;
import dev.midnight.DerivedViewUpdater;
import dev.midnight.Snapshot;
import dev.midnight.SnapshotNotLoadedException;
import dev.midnight.spi.KeyStory;
import dev.midnight.spi.ThrowLog;
import dev.midnight.spi.WaitCounter;
import dev.midnight.spi.WaitStatus;
import dev.midnight.table.Table;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The owner of the one reference that readers of a cache follow. Loads and drains of online writes
 * both become current here, so that neither can undo the other.
 *
 * <p>Concurrency: one lock, and these invariants.
 *
 * <ol>
 *   <li>{@code current} is written under the lock only, by one volatile store, and read by anybody
 *       with one volatile load. What it refers to never changes.
 *   <li>Each publish takes the version after the current one; loads take the next generation too,
 *       above every number that was taken for one that is kept though it was rejected, or is in a
 *       store. Hence no number goes backward, and none is used twice.
 *   <li>A write leaves the buffer only under the lock, in one cut of all shards, and is in the
 *       write log before anything else happens. It leaves the log only after a store of {@code
 *       current} that made it, or a load that began after it, visible.
 *   <li>A load begins by a cut and a mark in the same critical section: every write is cut before
 *       the mark, and the load reads it from the source, or after it, and the mark records it.
 *   <li>A load is published only while its mark records, after one more cut, and with everything
 *       that the mark recorded laid over it. So a write is before the mark, or in the overlay, or
 *       still in the buffer, from where the next drain adds it to the published load.
 *   <li>A delta, which reads the source beside loads, has a mark too. It is published only on the
 *       generation that it began with, under the writes that its mark recorded, and is itself laid
 *       over a load that began before its publish. So the snapshot's watermark, which is stored
 *       with its entries, never claims a change of the source that is not in them.
 *   <li>What can fail, which is the user's merges and view builders, runs before the store and
 *       changes nothing. After a failure the writes still wait and the next drain tries again; they
 *       are never dropped, because a later write or load may be what heals it.
 *   <li>Lock order: publisher, in the order of creation where a group takes several, then the
 *       buffer's shards. Futures and listeners are called outside both, listeners in the order of
 *       the versions.
 * </ol>
 *
 * <p>Merges always, builders and updaters of derived views when online writes are applied, run
 * under the lock: readers and writers go on meanwhile, but they must not wait for a write or a
 * refresh of this cache. A load's own views are built outside it.
 */
public final class Publisher<K, V> {

  private static final Logger LOG = LoggerFactory.getLogger("dev.midnight.publish");
  private static final AtomicLong CREATED = new AtomicLong();

  private final long rank = CREATED.incrementAndGet();
  private final String cache;
  private final ReentrantLock lock = new ReentrantLock();
  private final DerivedViews<K, V> views;
  private final Staging<K, V> staging;
  private final Clock clock;
  private final Announcer<K, V> announcer;
  private final RetainedGenerations retained = new RetainedGenerations();

  private final ThrowLog failedDrains =
      new ThrowLog(LOG, "a drain failed as a load began; its writes wait");

  /** Of drains, for whoever holds the lock. */
  private final WaitCounter waits = new WaitCounter();

  /** Guarded by the lock. */
  private final WriteLog<K, V> writes;

  /** Guarded by the lock. */
  private final Numbering numbers = new Numbering();

  /** Guarded by the lock. */
  private final SourceReads reads = new SourceReads();

  /** Says when loads may not become current; null for always. Written under the lock. */
  private volatile @Nullable Hold hold;

  /** The published snapshot. Written under the lock; readers never lock. */
  private volatile @Nullable TableSnapshot<K, V> current;

  /** The group to keep up to date, set once before the first publish. */
  private volatile @Nullable GroupPublisher group;

  public Publisher(PublisherSettings<K, V> settings) {
    this.cache = settings.cache();
    this.clock = settings.clock();
    this.views = new DerivedViews<>(cache);
    this.staging = new Staging<>(settings, views);
    this.announcer = new Announcer<>(settings);
    this.writes = new WriteLog<>(cache);
  }

  /**
   * Connects the write path.
   *
   * @throws IllegalStateException the second time
   */
  public void attach(PendingWrites<K, V> pending) {
    change(() -> writes.attach(pending));
  }

  /** The snapshot that readers see, or null before the first: one acquire load. */
  public @Nullable Snapshot<K, V> current() {
    return current;
  }

  /** The heap bytes of the current table, keys and values aside; 0 before the first. */
  public long bytes() {
    TableSnapshot<K, V> now = current;
    return now == null ? 0 : now.table().bytes();
  }

  /** The published entries; empty before the first publish. */
  public Table<K, V> table() {
    TableSnapshot<K, V> now = current;
    return now == null ? Table.empty() : now.table();
  }

  /** The publishes that changed a key, or may have, newest first, as far as they are recorded. */
  public List<KeyStory.Change> changesOf(K key) {
    return announcer.journal().of(key);
  }

  /** How many older generations somebody still holds, as of the last garbage collection. */
  public int retained() {
    return retained.count();
  }

  /**
   * Marks the beginning of a load: what was accepted so far becomes visible, what is accepted from
   * here on will be laid over the load. A mark set before it ends.
   */
  public LoadMark<K, V> beginLoad() {
    return begin(LoadMark.Kind.LOAD, null);
  }

  /**
   * Marks the beginning of a restore: entries that come from a store, not from the source. It does
   * not end a load that runs, and may be published while the cache is held.
   *
   * @param since the table that was current when the stored entries were read from the source: what
   *     was written from then on, or all that waits where nothing is current, is laid over them.
   *     Null lays only what is written from now on over them
   * @param from which load read them, or null if that is not known
   */
  public LoadMark<K, V> beginRestore(@Nullable Table<K, V> since, @Nullable ReadFrom from) {
    LoadMark<K, V> mark = begin(LoadMark.Kind.RESTORE, since);
    if (from != null) {
      change(() -> mark.read(from.read()));
    }
    return mark;
  }

  /**
   * Marks the beginning of a delta: the reading of what changed in the source, beside loads and
   * restores, which it does not end.
   */
  public LoadMark<K, V> beginDelta() {
    return begin(LoadMark.Kind.DELTA, null);
  }

  private LoadMark<K, V> begin(LoadMark.Kind kind, @Nullable Table<K, V> since) {
    Publication<K, V> drained;
    LoadMark<K, V> mark;
    lock.lock();
    try {
      drained = drainBeforeLoad();
      boolean restores = kind == LoadMark.Kind.RESTORE;
      mark = new LoadMark<>(current, kind, restores ? since != null : kind == LoadMark.Kind.LOAD);
      if (restores) {
        recordEarlierWrites(mark, since);
      }
      writes.record(mark);
    } finally {
      lock.unlock();
    }
    if (drained != null) {
      announcer.announce(drained);
    }
    return mark;
  }

  /** Between loads nothing but writes changes the table, so the difference is the writes. */
  private void recordEarlierWrites(LoadMark<K, V> mark, @Nullable Table<K, V> since) {
    TableSnapshot<K, V> now = current;
    if (now == null) {
      mark.replay().putAll(writes.unseen());
    } else if (since != null) {
      Table.diff(
          since,
          now.table(),
          (K key, @Nullable V before, @Nullable V written) -> mark.replay().put(key, written));
    }
  }

  /** Says that a load has read its source to the end, whatever becomes of what it read. */
  public void readToTheEnd(LoadMark<K, V> mark) {
    change(() -> mark.read(reads.next()));
  }

  /**
   * Whether a load that found nothing changed says nothing of what is published, because what its
   * loader read last is not. Not asked of a cache that is held: nothing is renewed there anyway.
   */
  public boolean readSomethingElse() {
    return exclusively(
        () -> !reads.newestIsPublished() && (hold == null || !hold.inForce(clock.instant())));
  }

  /** Ends a load that publishes nothing. Does nothing where the mark has ended already. */
  public void endLoad(LoadMark<K, V> mark) {
    change(() -> writes.stopRecording(mark));
  }

  /**
   * Builds the derived views of what was loaded, outside the lock; nothing is published.
   *
   * @throws DerivedViewException if one fails
   */
  public Candidate<K, V> prepare(
      LoadMark<K, V> mark, Table<K, V> table, Changes changes, Instant loadedAt) {
    return prepare(mark, table, changes, loadedAt, 0);
  }

  /**
   * The same for entries that have the number of a generation already.
   *
   * @param number which is not given to any other generation, or 0 for the next one
   */
  public Candidate<K, V> prepare(
      LoadMark<K, V> mark, Table<K, V> table, Changes changes, Instant loadedAt, long number) {
    long likely = number == 0 ? exclusively(() -> numbers.next(current)) : number;
    return new Candidate<>(
        this,
        mark,
        staging.prepare(current, likely, table, loadedAt, mark.loadedWatermark()),
        changes,
        number);
  }

  /** Takes the number of a generation that is kept though it is not published. */
  public long takeNumber() {
    return exclusively(() -> numbers.take(current));
  }

  /** The highest number that was given to a generation, 0 before any. */
  public long highestNumber() {
    return exclusively(() -> numbers.next(current)) - 1;
  }

  /** Generations up to that number were there before. */
  public void numbersTaken(long upTo) {
    change(() -> numbers.takenUpTo(upTo));
  }

  /**
   * Refuses to publish loads, or to renew what is current by them, while something is current.
   * Writes and restores go on.
   *
   * @param until when that ends by itself, or null
   */
  public void hold(@Nullable Instant until) {
    change(() -> hold = new Hold(until));
  }

  /** Ends the hold. */
  public void release() {
    change(() -> hold = null);
  }

  private void requireNotHeld(LoadMark<K, V> mark) {
    Hold order = hold;
    if (order != null && current != null && !mark.restores() && order.inForce(clock.instant())) {
      throw new PublishHeldException(cache);
    }
  }

  /**
   * Makes a load current, with the writes that were accepted after it began. Its mark ends.
   *
   * @throws IllegalStateException if the mark has ended
   * @throws PublishHeldException if the cache is held
   * @throws DerivedViewException if a view cannot be built with those writes; nothing is published
   */
  public Published<K, V> publish(Candidate<K, V> candidate) {
    complete(candidate);
    Publication<K, V> done = exclusively(() -> publishNow(candidate));
    announce(done);
    return done.published();
  }

  /**
   * Makes the current snapshot as fresh as a load that found nothing changed: the same entries,
   * version and generation, loaded at another time. The mark ends.
   *
   * @return null if nothing is loaded yet
   * @throws IllegalStateException if the mark has ended
   * @throws PublishHeldException if the cache is held; the mark has not ended then
   */
  public @Nullable Snapshot<K, V> renew(LoadMark<K, V> mark, Instant loadedAt) {
    lock.lock();
    try {
      writes.requireRecording(mark);
      requireNotHeld(mark);
      writes.stopRecording(mark);
      TableSnapshot<K, V> now = current;
      if (now == null) {
        return null;
      }
      String watermark =
          Staging.sameGeneration(now, mark.snapshot())
              ? mark.watermark(!mark.replay().isEmpty())
              : now.stamp().watermark();
      TableSnapshot<K, V> renewed = now.stamped(now.stamp().renewed(loadedAt, watermark));
      store(renewed);
      return renewed;
    } finally {
      lock.unlock();
    }
  }

  /** What a delta would make of the snapshot that is current now. Publishes nothing. */
  public Published<K, V> preview(Map<K, @Nullable V> delta) {
    TableSnapshot<K, V> now = current;
    if (now == null) {
      throw new SnapshotNotLoadedException(cache);
    }
    return staging.preview(now, delta);
  }

  /**
   * Makes what changed in the source current, as one new version of the same generation; the writes
   * that were accepted after it began win over it. A load or approval that runs meanwhile will be
   * laid under it. The mark ends.
   *
   * @param delta the new value of each key, null being a removal
   * @param watermark up to which the delta was read
   * @param safe the watermark to go on from where one of its keys was written meanwhile: the source
   *     may have changed again between the write and the reading, which the write now hides, so
   *     that the next delta must read it anew
   * @return the same version on both sides where no entry changed; null if nothing is current, or a
   *     load or restore was published since the delta began, whose rows may be newer
   * @throws IllegalStateException if the mark has ended
   * @throws PublishHeldException if the cache is held
   * @throws DerivedViewException if a view cannot be built; nothing is published
   */
  public @Nullable Published<K, V> publishDelta(
      LoadMark<K, V> mark, Map<K, @Nullable V> delta, String watermark, String safe) {
    Publication<K, V> done = exclusively(() -> publishDeltaNow(mark, delta, watermark, safe));
    if (done == null) {
      return null;
    }
    announce(done);
    return done.published();
  }

  private @Nullable Publication<K, V> publishDeltaNow(
      LoadMark<K, V> mark, Map<K, @Nullable V> delta, String watermark, String safe) {
    writes.requireRecording(mark);
    requireNotHeld(mark);
    TableSnapshot<K, V> now = current;
    try {
      if (now == null || !Staging.sameGeneration(now, mark.snapshot())) {
        return null;
      }
      writes.cut();
      String upTo = staging.hidden(delta, mark) ? safe : watermark;
      Map<K, @Nullable V> rows = staging.decided(delta, mark);
      Publication<K, V> done = commit(staging.delta(now, rows, upTo, writes));
      writes.overtaken(mark, delta, rows, upTo);
      return done;
    } catch (RuntimeException | Error failure) {
      drainLater();
      throw failure;
    } finally {
      writes.stopRecording(mark);
    }
  }

  /**
   * Up to which the source's changes are in a snapshot, or null if that is unknown or it is not a
   * snapshot of a publisher.
   */
  public static @Nullable String watermark(@Nullable Snapshot<?, ?> snapshot) {
    return snapshot instanceof TableSnapshot<?, ?> own ? own.stamp().watermark() : null;
  }

  /**
   * Adds a view that every later publish builds. Its index of the current snapshot is built here,
   * in the calling thread; snapshots handed out before build theirs when asked for it.
   *
   * @throws DerivedViewException if it cannot be built now; the view is not added then
   */
  public <I> DerivedView<I> derive(
      Function<? super Snapshot<K, V>, ? extends I> builder,
      @Nullable DerivedViewUpdater<K, V, I> updater) {
    DerivedIndex<K, V, I> view = views.create(this::current, builder, updater);
    buildNow(view);
    change(() -> views.attach(view));
    try {
      buildNow(view);
    } catch (DerivedViewException failure) {
      change(() -> views.detach(view));
      throw failure;
    }
    return view;
  }

  /**
   * Publishes the writes that were accepted so far as one new version. Writes that change nothing
   * end without one.
   *
   * @return false if nothing was pending, or nothing is loaded yet: then the first load ends them
   * @throws DerivedViewException if a view cannot be built; the writes wait for the next drain
   */
  public boolean drain() {
    Publication<K, V> done = drainExclusively();
    if (done == null) {
      return false;
    }
    announce(done);
    return true;
  }

  /**
   * Gives up the writes that readers cannot see yet, those in the buffer included. A load that
   * recorded them can no longer be published.
   */
  public void abandon() {
    List<WriteBatch<K, V>> lost =
        exclusively(
            () -> {
              writes.cut();
              return writes.abandon();
            });
    lost.forEach(WriteBatch::abandoned);
  }

  /** The heap bytes of the table that drains have copied, keys and values aside. */
  public long copiedByDrains() {
    return staging.copiedByDrains();
  }

  String cache() {
    return cache;
  }

  /** The place in the order in which several publishers are locked. */
  long rank() {
    return rank;
  }

  void join(GroupPublisher common) {
    group = common;
  }

  /** Builds the views that were derived since the load was prepared. */
  void complete(Candidate<K, V> candidate) {
    views.complete(candidate.loaded());
  }

  <T extends @Nullable Object> T exclusively(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }

  /** Works out the publish of a load. Called under the lock. */
  Publication<K, V> stage(Candidate<K, V> candidate) {
    writes.requireRecording(candidate.mark());
    requireNotHeld(candidate.mark());
    long generation = numbers.of(candidate, current);
    writes.cut();
    return staging.load(current, candidate, generation, writes);
  }

  /** Asks for a drain of what a failed publish has cut. Called under the lock. */
  void drainLater() {
    writes.drainLater();
  }

  /** Carries out what was worked out in the same critical section; cannot fail. */
  Publication<K, V> commit(Publication<K, V> staged) {
    if (staged.previous() != staged.next()) {
      store(staged.next());
    }
    writes.seen();
    LoadMark<K, V> mark = staged.mark();
    if (mark != null) {
      if (mark.kind() != LoadMark.Kind.DELTA) {
        reads.published(mark.read());
      }
      writes.stopRecording(mark);
    }
    return staged;
  }

  void announce(Publication<K, V> done) {
    announcer.announce(done);
  }

  private @Nullable Publication<K, V> drainExclusively() {
    if (!lock.tryLock()) {
      long start = System.nanoTime();
      lock.lock();
      waits.add(System.nanoTime() - start);
    }
    try {
      return drainNow();
    } finally {
      lock.unlock();
    }
  }

  /** How drains waited for publishes. */
  public WaitStatus waits() {
    return waits.status();
  }

  private Publication<K, V> publishNow(Candidate<K, V> candidate) {
    try {
      return commit(stage(candidate));
    } catch (RuntimeException | Error failure) {
      drainLater();
      throw failure;
    }
  }

  private @Nullable Publication<K, V> drainNow() {
    TableSnapshot<K, V> now = current;
    if (now == null) {
      return null;
    }
    writes.cut();
    return writes.waiting().isEmpty() ? null : commit(staging.drain(now, writes));
  }

  /** A drain that fails must not stop the load, which may be what heals it. */
  private @Nullable Publication<K, V> drainBeforeLoad() {
    try {
      writes.cut();
      return drainNow();
    } catch (RuntimeException failure) {
      failedDrains.threw(cache, failure);
      writes.drainLater();
      return null;
    }
  }

  private void store(TableSnapshot<K, V> next) {
    GroupPublisher common = group;
    if (common != null) {
      common.replace(cache, next);
    }
    TableSnapshot<K, V> before = current;
    current = next;
    if (before != null && before.generationMark() != next.generationMark()) {
      retained.superseded(before.generationMark());
    }
  }

  private void change(Runnable action) {
    exclusively(
        () -> {
          action.run();
          return cache;
        });
  }

  private void buildNow(DerivedIndex<K, V, ?> view) {
    TableSnapshot<K, V> now = current;
    if (now != null) {
      now.view(view);
    }
  }
}
