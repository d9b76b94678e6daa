package dev.midnight.publish;

import dev.midnight.DuplicatePolicy;
import dev.midnight.ReusePolicy;
import dev.midnight.Snapshot;
import dev.midnight.SnapshotDiff;
import dev.midnight.SnapshotMerge;
import dev.midnight.table.SameValue;
import dev.midnight.table.Table;
import dev.midnight.table.TableBuilder;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A publisher of numbers by name, with a source that a test holds in its hand. */
final class PublisherFixture {

  static final Instant NIGHT = Instant.parse("2026-03-01T00:00:00Z");
  private static final SameValue SAME = SameValue.of(ReusePolicy.AUTO);

  final ManualWrites<String, Integer> writes = new ManualWrites<>();
  final List<String> notices = new ArrayList<>();
  final Publisher<String, Integer> publisher;

  PublisherFixture() {
    this(null);
  }

  PublisherFixture(@Nullable SnapshotMerge<String, Integer> merge) {
    this(merge, "prices");
  }

  PublisherFixture(@Nullable SnapshotMerge<String, Integer> merge, String cache) {
    Clock clock = Clock.fixed(NIGHT, ZoneOffset.UTC);
    publisher = new Publisher<>(new PublisherSettings<>(cache, clock, SAME, merge, this::note));
    publisher.attach(writes);
  }

  /** A whole load without any write in it. */
  Published<String, Integer> load(Map<String, Integer> rows) {
    return publish(publisher.beginLoad(), rows);
  }

  Published<String, Integer> publish(LoadMark<String, Integer> mark, Map<String, Integer> rows) {
    return publisher.publish(prepare(mark, rows));
  }

  Candidate<String, Integer> prepare(LoadMark<String, Integer> mark, Map<String, Integer> rows) {
    return prepare(mark, rows, 0);
  }

  Candidate<String, Integer> prepare(
      LoadMark<String, Integer> mark, Map<String, Integer> rows, long number) {
    TableBuilder<String, Integer> builder =
        new TableBuilder<>(mark.previous(), SAME, DuplicatePolicy.FAIL);
    rows.forEach(builder::put);
    TableBuilder.Built<String, Integer> built = builder.build(1, Runnable::run);
    return publisher.prepare(mark, built.table(), built.changes(), NIGHT, number);
  }

  Snapshot<String, Integer> current() {
    return Objects.requireNonNull(publisher.current());
  }

  Map<String, Integer> seen() {
    return current().asMap();
  }

  static Map<String, String> differences(SnapshotDiff<String, Integer> diff) {
    Map<String, String> seen = new TreeMap<>();
    diff.forEach((key, before, after) -> seen.put(key, before + "→" + after));
    return seen;
  }

  private void note(
      @Nullable Snapshot<String, Integer> previous,
      Snapshot<String, Integer> current,
      SnapshotDiff<String, Integer> changes,
      boolean byRefresh) {
    notices.add(
        "%d %s %s"
            .formatted(current.version(), byRefresh ? "load" : "drain", differences(changes)));
  }

  static <K, V> Table<K, V> tableOf(Map<K, V> rows) {
    return Table.<K, V>empty().patch(rows, SAME).table();
  }
}
