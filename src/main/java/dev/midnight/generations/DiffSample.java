package dev.midnight.generations;

import dev.midnight.Changes;
import dev.midnight.spi.GenerationDiff;
import dev.midnight.spi.GenerationDiff.Entry;
import dev.midnight.spi.Standing;
import dev.midnight.table.DiffVisitor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first keys of each kind in which two tables differ. Holds no table. Not thread-safe. */
final class DiffSample<K, V> implements DiffVisitor<K, V> {

  private final List<Entry> added = new ArrayList<>();
  private final List<Entry> updated = new ArrayList<>();
  private final List<Entry> removed = new ArrayList<>();

  @Override
  public void changed(K key, @Nullable V before, @Nullable V after) {
    List<Entry> kind = before == null ? added : after == null ? removed : updated;
    if (kind.size() < GenerationDiff.SHOWN) {
      kind.add(new Entry(key, before, after));
    }
  }

  GenerationDiff of(
      long generation, Standing standing, @Nullable String reason, long from, Changes changes) {
    return new GenerationDiff(
        generation, standing, reason, from, changes, added, updated, removed, null);
  }
}
