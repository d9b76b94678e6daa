package dev.midnight.publish;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The writes between the buffer and the readers. Guarded by the publisher's lock, all of it.
 *
 * <p>A batch waits here from its cut until readers can see it, which is within one critical section
 * unless nothing is loaded yet or the drain failed. While a load runs, its mark gathers every write
 * that was cut since it began, visible or not: that is what must be laid over the load. A restore
 * from a store and a delta, which do not end a load that runs, have marks of their own.
 */
final class WriteLog<K, V> {

  private final String cache;
  private final List<WriteBatch<K, V>> waiting = new ArrayList<>();
  private @Nullable PendingWrites<K, V> pending;
  private @Nullable LoadMark<K, V> load;
  private @Nullable LoadMark<K, V> restore;
  private @Nullable LoadMark<K, V> delta;

  WriteLog(String cache) {
    this.cache = cache;
  }

  void attach(PendingWrites<K, V> writes) {
    if (pending != null) {
      throw new IllegalStateException(
          "Cache '%s' has a write path already: a second one would never be drained."
              .formatted(cache));
    }
    pending = writes;
  }

  /** Takes what was accepted so far out of the buffer. */
  void cut() {
    if (pending == null) {
      return;
    }
    WriteBatch<K, V> batch = pending.cut();
    if (!batch.entries().isEmpty()) {
      waiting.add(batch);
      record(load, batch);
      record(restore, batch);
      record(delta, batch);
    }
  }

  private void record(@Nullable LoadMark<K, V> mark, WriteBatch<K, V> batch) {
    if (mark != null) {
      mark.replay().putAll(batch.entries());
    }
  }

  /** A mark of the same kind that was set before ends. */
  void record(LoadMark<K, V> mark) {
    switch (mark.kind()) {
      case LOAD -> load = mark;
      case RESTORE -> restore = mark;
      case DELTA -> delta = mark;
    }
  }

  /** A delta became current while a load, or a restore, was under way. */
  void overtaken(
      LoadMark<K, V> by,
      Map<K, @Nullable V> read,
      Map<K, @Nullable V> published,
      String watermark) {
    if (load != null) {
      load.overtake(by, read, published, watermark);
    }
    if (restore != null) {
      restore.overtake(by, read, published, watermark);
    }
  }

  void stopRecording(LoadMark<K, V> mark) {
    load = load == mark ? null : load;
    restore = restore == mark ? null : restore;
    delta = delta == mark ? null : delta;
  }

  void requireRecording(LoadMark<K, V> mark) {
    if (load != mark && restore != mark && delta != mark) {
      throw new IllegalStateException(
          "Cache '%s': publish refused, its load has ended or another one has begun since. The writes that arrived meanwhile are not known any more. Begin a new load."
              .formatted(cache));
    }
  }

  List<WriteBatch<K, V>> waiting() {
    return List.copyOf(waiting);
  }

  /** What waits, in the order of acceptance: the later write of a key wins. */
  Map<K, @Nullable V> unseen() {
    if (waiting.size() == 1) {
      return waiting.get(0).entries();
    }
    Map<K, @Nullable V> merged = new HashMap<>();
    waiting.forEach(batch -> merged.putAll(batch.entries()));
    return merged;
  }

  /** Everything that waited is visible now. */
  void seen() {
    waiting.clear();
  }

  /** Takes out what waits, never to be seen; a load that has recorded it may not publish it. */
  List<WriteBatch<K, V>> abandon() {
    List<WriteBatch<K, V>> lost = waiting();
    waiting.clear();
    if (!lost.isEmpty()) {
      load = null;
      restore = null;
      delta = null;
    }
    return lost;
  }

  /** Asks for another drain where something still waits. */
  void drainLater() {
    if (pending != null && !waiting.isEmpty()) {
      pending.drainLater();
    }
  }
}
