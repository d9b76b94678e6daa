package dev.midnight.write;

import dev.midnight.Changes;
import dev.midnight.Snapshot;
import dev.midnight.SnapshotDiff;
import dev.midnight.publish.LoadMark;
import dev.midnight.publish.Publisher;
import dev.midnight.publish.PublisherSettings;
import dev.midnight.spi.CacheEvents;
import dev.midnight.spi.CacheObserver;
import dev.midnight.spi.CacheThreads;
import dev.midnight.table.Table;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A source, its replica, writers, readers and a loader, all at once; and what they complain of. */
final class History {

  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final Publisher<Integer, Long> publisher;
  private final WritePath<Integer, Long> path;
  private List<HistoryWriter> writers = List.of();
  private int refreshes;

  History(WriteSettings settings, CacheEvents events) {
    publisher =
        new Publisher<>(
            new PublisherSettings<>(
                settings.cache(), Clock.systemUTC(), Object::equals, null, this::published));
    path =
        new WritePath<>(settings, publisher, CacheThreads.PLATFORM, events, new CacheObserver() {});
  }

  void run(int threads, long writes, int loads) throws Exception {
    writers = IntStream.range(0, threads).mapToObj(i -> new HistoryWriter(i, path)).toList();
    refresh(true);
    ExecutorService executor = Executors.newCachedThreadPool();
    try {
      List<Future<?>> running =
          writers.stream().<Future<?>>map(w -> executor.submit(() -> write(w))).toList();
      Future<?> reader = executor.submit(this::read);
      while (refreshes <= loads || writes() < writes) {
        refresh(refreshes % 7 != 3);
      }
      ended.set(true);
      for (Future<?> one : running) {
        one.get(1, TimeUnit.MINUTES);
      }
      reader.get(1, TimeUnit.MINUTES);
      compare();
    } finally {
      executor.shutdownNow();
    }
  }

  List<String> complaints() {
    return complaints;
  }

  long writes() {
    return writers.stream().mapToLong(HistoryWriter::written).sum();
  }

  int refreshes() {
    return refreshes;
  }

  private @Nullable Void write(HistoryWriter writer) throws Exception {
    while (!ended.get()) {
      writer.write(this::current).ifPresent(complaints::add);
    }
    return null;
  }

  private void read() {
    HistoryReader reader = new HistoryReader(writers);
    while (!ended.get()) {
      reader.look(current()).ifPresent(complaints::add);
    }
  }

  /** A load that reads the source row by row, and now and then fails. */
  private void refresh(boolean succeeds) {
    LoadMark<Integer, Long> mark = publisher.beginLoad();
    Map<Integer, Long> rows = new HashMap<>();
    writers.forEach(writer -> writer.readInto(rows));
    if (succeeds) {
      Table<Integer, Long> table = Table.<Integer, Long>empty().patch(rows, Object::equals).table();
      publisher.publish(publisher.prepare(mark, table, Changes.NONE, Instant.now()));
    }
    publisher.endLoad(mark);
    refreshes++;
  }

  private void compare() {
    path.close(Duration.ofSeconds(30));
    Map<Integer, Long> source = new HashMap<>();
    writers.forEach(writer -> writer.readInto(source));
    Map<Integer, Long> seen = current().asMap();
    source.forEach(
        (key, value) -> {
          if (!value.equals(seen.get(key))) {
            complaints.add(
                "key %d is %s but its last write %d".formatted(key, seen.get(key), value));
          }
        });
    if (seen.size() != source.size()) {
      complaints.add(
          "removed keys were resurrected: %d, not %d".formatted(seen.size(), source.size()));
    }
  }

  private Snapshot<Integer, Long> current() {
    return Objects.requireNonNull(publisher.current());
  }

  private void published(
      @Nullable Snapshot<Integer, Long> previous,
      Snapshot<Integer, Long> now,
      SnapshotDiff<Integer, Long> changes,
      boolean byRefresh) {
    long before = previous == null ? 0 : previous.version();
    if (now.version() != before + 1) {
      complaints.add("version %d followed %d".formatted(now.version(), before));
    }
  }
}
