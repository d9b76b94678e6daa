package dev.midnight.generations;

import dev.midnight.Snapshot;
import dev.midnight.refresh.Replica;
import dev.midnight.spi.CacheMemory;
import dev.midnight.spi.GenerationRecord;
import dev.midnight.spi.Standing;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way back to an older generation. What is bad is withdrawn and the old one pinned in the store
 * before readers see the change: after a crash at any point, a restart begins with the old one, or
 * with the bad one if it was not touched yet. A store that cannot write does not stop it.
 */
record Rollback<K, V>(
    Replica<K, V> replica,
    Generations<K, V> generations,
    Shelf<K, V> shelf,
    long target,
    @Nullable Instant until,
    @Nullable String reason,
    String what,
    long cycle,
    CacheMemory.@Nullable Pin before)
    implements RestorePart.Steps<K, V> {

  @Override
  public Restore<K, V> read() throws IOException {
    return Restore.read(replica, shelf.store(), target, null, 0, null, null);
  }

  @Override
  public Runnable prepare(Restore<K, V> restore) {
    generations.pin(target, until, reason);
    boolean revived = restore.stored().standing() == Standing.WITHDRAWN;
    if (revived) {
      boolean unused = shelf.mark(target, Standing.PUBLISHED, null);
    }
    List<Long> withdrawn = shelf.withdrawAbove(target, what);
    return () -> takeBack(revived, withdrawn);
  }

  /** What is still served must not stay withdrawn, or a restart would not find it. */
  private void takeBack(boolean revived, List<Long> withdrawn) {
    for (long generation : withdrawn) {
      boolean unused = shelf.mark(generation, Standing.PUBLISHED, null);
    }
    if (revived) {
      boolean unused = shelf.mark(target, Standing.WITHDRAWN, null);
    }
    shelf.look();
    if (before == null) {
      generations.unpin();
    } else {
      generations.pin(before.generation(), before.until(), before.reason());
    }
  }

  @Override
  public void published(Restore<K, V> restore, Snapshot<K, V> snapshot) {
    generations.pin(snapshot.generation(), until, reason);
    shelf.withdrawLater(target, snapshot.generation(), what);
    GenerationRecord old = restore.stored().about();
    shelf.put(
        new GenerationRecord(
            snapshot.generation(),
            Standing.PUBLISHED,
            what,
            cycle,
            old.loadedAt(),
            old.asOf(),
            old.watermark(),
            restore.candidate().changes()),
        snapshot.asMap());
  }
}
