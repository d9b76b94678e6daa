package dev.midnight.test;

import dev.midnight.RefreshContext;
import dev.midnight.SnapshotLoader;
import dev.midnight.SnapshotWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A loader that keeps its writer and writes again after its refresh has ended. The load itself is
 * good; what comes late must be refused. Thread-safe.
 *
 * <pre>{@code
 * LateLoader<String, Integer> late = LateLoader.of(Map.of("apple", 1));
 * stock.loads(late).refreshNow();
 * assert late.writeLate("pear", 2) instanceof CycleEndedException;
 * }</pre>
 */
public final class LateLoader<K, V> implements SnapshotLoader<K, V> {

  private final SnapshotLoader<K, V> rows;
  private volatile @Nullable SnapshotWriter<K, V> kept;

  private LateLoader(SnapshotLoader<K, V> rows) {
    this.rows = rows;
  }

  /** Loads these rows in time. */
  public static <K, V> LateLoader<K, V> of(Map<? extends K, ? extends V> rows) {
    return new LateLoader<>(Rows.of(rows));
  }

  @Override
  public void load(SnapshotWriter<K, V> out, RefreshContext context) throws Exception {
    kept = out;
    rows.load(out, context);
  }

  /**
   * Writes through the writer of the last load.
   *
   * @return what it was refused with, or null if it was not
   * @throws IllegalStateException before the first load
   */
  public @Nullable RuntimeException writeLate(K key, V value) {
    SnapshotWriter<K, V> writer = kept;
    if (writer == null) {
      throw new IllegalStateException(
          "Nothing was loaded yet, so there is no writer to write to. Refresh the cache first.");
    }
    try {
      writer.put(key, value);
      return null;
    } catch (RuntimeException refusal) {
      return refusal;
    }
  }
}
