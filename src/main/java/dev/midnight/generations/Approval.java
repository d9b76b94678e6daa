package dev.midnight.generations;

import dev.midnight.Snapshot;
import dev.midnight.publish.ReadFrom;
import dev.midnight.refresh.Replica;
import dev.midnight.spi.Standing;
import dev.midnight.table.Table;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The publish of a generation that was rejected, under its own number, with what was written since
 * it was loaded laid over it.
 */
record Approval<K, V>(
    Replica<K, V> replica,
    Generations<K, V> generations,
    Shelf<K, V> shelf,
    long generation,
    @Nullable Table<K, V> before,
    @Nullable ReadFrom from,
    String what)
    implements RestorePart.Steps<K, V> {

  @Override
  public Restore<K, V> read() throws IOException {
    return Restore.read(replica, shelf.store(), generation, before, generation, null, from);
  }

  @Override
  public Runnable prepare(Restore<K, V> restore) {
    return () -> {};
  }

  @Override
  public void published(Restore<K, V> restore, Snapshot<K, V> snapshot) {
    generations.approved(snapshot);
    boolean unused = shelf.mark(generation, Standing.PUBLISHED, what);
    shelf.look();
  }
}
