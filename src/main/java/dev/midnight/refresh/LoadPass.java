package dev.midnight.refresh;

import dev.midnight.RefreshContext;
import dev.midnight.SnapshotWriter;
import dev.midnight.publish.LoadMark;
import dev.midnight.table.TableBuilder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One attempt to read a source: what its loader is given, and what it left behind. */
public final class LoadPass<K, V> {

  private final LoadMark<K, V> mark;
  private final Instant startedAt;
  private final TableBuilder<K, V> builder;
  private final CycleWriter<K, V> writer;
  private final LoadContext context;

  LoadPass(
      Replica<K, V> replica,
      LoadMark<K, V> mark,
      Instant startedAt,
      @Nullable HeapNeed expected,
      CycleProgress progress,
      CycleControl control) {
    this.mark = mark;
    this.startedAt = startedAt;
    this.builder =
        new TableBuilder<>(mark.previous(), replica.rules().same(), replica.rules().duplicates());
    this.context = new LoadContext(replica.cache(), progress, control);
    this.writer =
        new CycleWriter<>(
            replica.cache(),
            progress.cycle(),
            control,
            builder,
            mark.snapshot(),
            new RowPacer(replica.rules().rowsPerSecond()),
            new HeapWatch(replica.rules().preflight(), new LoadCost(expected), builder::newRows));
    progress.loading(builder::rows);
  }

  /** Where the loader puts its rows. */
  public SnapshotWriter<K, V> writer() {
    return writer;
  }

  /** What the loader is told. */
  public RefreshContext context() {
    return context;
  }

  LoadMark<K, V> mark() {
    return mark;
  }

  Instant startedAt() {
    return startedAt;
  }

  TableBuilder<K, V> builder() {
    return builder;
  }

  LoadContext answers() {
    return context;
  }

  void end() {
    context.end();
    writer.end();
  }

  /** Tells loaders that still run for this attempt to stop. */
  void abort() {
    writer.end();
    context.abort();
  }

  @Nullable Throwable refusal() {
    return writer.refusal();
  }

  /** Why there was not enough heap to go on, or null. */
  @Nullable String heapRefusal() {
    return writer.refusal() instanceof HeapRefusedException refused ? refused.getMessage() : null;
  }
}
