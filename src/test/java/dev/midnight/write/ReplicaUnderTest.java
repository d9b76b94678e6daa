package dev.midnight.write;

import dev.midnight.Changes;
import dev.midnight.Snapshot;
import dev.midnight.publish.LoadMark;
import dev.midnight.publish.PendingWrites;
import dev.midnight.publish.Publisher;
import dev.midnight.publish.PublisherSettings;
import dev.midnight.publish.WriteBatch;
import dev.midnight.table.Table;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One key in a source and in a replica of it: the real buffer and the real publisher, driven by the
 * calling threads alone, so that a tool that explores interleavings sees every step.
 */
final class ReplicaUnderTest {

  static final String KEY = "a";
  private static final int ROOM = 16;

  private final Object source = new Object();
  private int row;
  private final Room room = new Room(ROOM);
  private final WriteBuffer<String, Integer> buffer =
      new WriteBuffer<>(1, new NobodyWaits(room), () -> {}, () -> {});
  private final Journal journal = new Journal(buffer);
  private final Publisher<String, Integer> publisher =
      new Publisher<>(
          new PublisherSettings<>(
              "one",
              Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
              Object::equals,
              null,
              (previous, current, changes, byRefresh) -> {}));

  ReplicaUnderTest() {
    publisher.attach(journal);
    refresh();
  }

  /** Writes the source and then the replica, and returns when readers see it; 0 removes. */
  void write(int value) {
    Integer written = value == 0 ? null : Integer.valueOf(value);
    synchronized (source) {
      row = value;
      if (buffer.merge(KEY, written) == null) {
        accept(new SingleWrite<>(buffer, KEY, written));
      }
    }
    publisher.drain();
  }

  private void accept(SingleWrite<String, Integer> write) {
    write.lock(buffer);
    try {
      write.tryAccept(buffer, room, 0, new PendingWrite());
    } finally {
      write.unlock(buffer);
    }
  }

  /** What readers see; 0 is nothing. */
  int get() {
    Snapshot<String, Integer> current = publisher.current();
    Integer value = current == null ? null : current.get(KEY);
    return value == null ? 0 : value;
  }

  /** Without an assertion library: the tool would explore that too. */
  void requireAgreement() {
    if (get() != source()) {
      throw new IllegalStateException("replica and source disagree");
    }
  }

  int source() {
    synchronized (source) {
      return row;
    }
  }

  void refresh() {
    LoadMark<String, Integer> mark = publisher.beginLoad();
    publish(mark, load());
  }

  /**
   * The mistake that the protocol is made to rule out: what was written meanwhile is laid over the
   * load first, and published later, from a mark that has not seen what was written in between. It
   * gives way there, so that it is found on a machine that is busy with other things too.
   */
  @SuppressWarnings("ThreadPriorityCheck") // widens the window of a mistake, relies on nothing
  void refreshThatReplaysTooEarly() {
    journal.clear();
    publisher.beginLoad();
    Map<String, Integer> rows = load();
    journal.layOver(rows);
    Thread.yield();
    publish(publisher.beginLoad(), rows);
  }

  private Map<String, Integer> load() {
    int loaded = source();
    Map<String, Integer> rows = new HashMap<>();
    if (loaded != 0) {
      rows.put(KEY, loaded);
    }
    return rows;
  }

  private void publish(LoadMark<String, Integer> mark, Map<String, Integer> rows) {
    Table<String, Integer> table =
        Table.<String, Integer>empty().patch(rows, Object::equals).table();
    publisher.publish(publisher.prepare(mark, table, Changes.NONE, Instant.EPOCH));
  }

  /** Room is given back; futures are of no interest here. */
  private record NobodyWaits(Room room) implements PendingBatch.BatchEnd<String, Integer> {

    @Override
    public void visible(PendingBatch<String, Integer> batch) {
      room.giveBack(batch.entries().size());
    }

    @Override
    public void abandoned(PendingBatch<String, Integer> batch) {
      visible(batch);
    }
  }

  /** The buffer, and what was cut from it, for the mistaken refresh. */
  private static final class Journal implements PendingWrites<String, Integer> {

    private final WriteBuffer<String, Integer> buffer;
    private final Map<String, @Nullable Integer> written = new HashMap<>();

    Journal(WriteBuffer<String, Integer> buffer) {
      this.buffer = buffer;
    }

    @Override
    public WriteBatch<String, Integer> cut() {
      WriteBatch<String, Integer> batch = buffer.cut();
      synchronized (this) {
        written.putAll(batch.entries());
      }
      return batch;
    }

    @Override
    public void drainLater() {}

    synchronized void clear() {
      written.clear();
    }

    synchronized void layOver(Map<String, Integer> rows) {
      written.forEach(
          (key, value) -> {
            if (value == null) {
              rows.remove(key);
            } else {
              rows.put(key, value);
            }
          });
    }
  }
}
