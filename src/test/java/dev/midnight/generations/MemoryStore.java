package dev.midnight.generations;

import dev.midnight.spi.CacheMemory;
import dev.midnight.spi.GenerationRecord;
import dev.midnight.spi.SnapshotStore;
import dev.midnight.spi.StaleGenerationException;
import dev.midnight.spi.Standing;
import dev.midnight.spi.StoredGeneration;
import dev.midnight.spi.UnreadableGenerationException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A store that outlives the caches of a test, and fails where the test says so. */
public class MemoryStore<K, V> implements SnapshotStore<K, V> {

  private final TreeMap<Long, StoredGeneration> about = new TreeMap<>();
  private final Map<Long, Map<K, V>> entries = new TreeMap<>();
  private final Set<Long> damaged = new HashSet<>();
  private @Nullable CacheMemory memory;
  private @Nullable String broken;
  private long last;
  private volatile Runnable beforeMarks = () -> {};

  /** Runs that before each change of a standing. */
  public void beforeMarks(Runnable action) {
    beforeMarks = action;
  }

  /** From now on calls that change something fail, or, by null, work again. */
  public synchronized void breaks(@Nullable String why) {
    broken = why;
  }

  /** The entries of that generation cannot be read any more. */
  public synchronized void damage(long generation) {
    damaged.add(generation);
  }

  /** What a killed process would leave. */
  public synchronized void leave(CacheMemory left) {
    memory = left;
  }

  /** What was remembered is lost. */
  public synchronized void forget() {
    memory = null;
  }

  private void requireWhole() throws IOException {
    if (broken != null) {
      throw new IOException(broken);
    }
  }

  @Override
  public synchronized StoredGeneration save(GenerationRecord record, Map<K, V> rows)
      throws IOException {
    requireWhole();
    if (record.generation() <= last) {
      throw new StaleGenerationException("c", record.generation(), last);
    }
    last = record.generation();
    StoredGeneration stored = new StoredGeneration(record, rows.size(), 100, Instant.EPOCH);
    about.put(last, stored);
    entries.put(last, Map.copyOf(rows));
    return stored;
  }

  @Override
  public synchronized List<StoredGeneration> generations() {
    return new ArrayList<>(about.descendingMap().values());
  }

  @Override
  public synchronized long lastGeneration() {
    return last;
  }

  @Override
  public StoredGeneration read(long generation, BiConsumer<? super K, ? super V> into)
      throws IOException {
    Map<K, V> rows;
    StoredGeneration stored;
    synchronized (this) {
      stored = about.get(generation);
      rows = entries.get(generation);
      if (stored == null || rows == null) {
        throw new UnreadableGenerationException(generation + " is not there");
      }
      if (damaged.contains(generation)) {
        rows.entrySet().stream().limit(1).forEach(row -> into.accept(row.getKey(), row.getValue()));
        throw new UnreadableGenerationException("checksum of " + generation + " is wrong");
      }
    }
    rows.forEach(into);
    return stored;
  }

  @Override
  public StoredGeneration mark(long generation, Standing standing, @Nullable String reason)
      throws IOException {
    beforeMarks.run();
    return markNow(generation, standing, reason);
  }

  private synchronized StoredGeneration markNow(
      long generation, Standing standing, @Nullable String reason) throws IOException {
    requireWhole();
    StoredGeneration old = about.get(generation);
    if (old == null) {
      throw new UnreadableGenerationException(generation + " is not there");
    }
    StoredGeneration marked =
        new StoredGeneration(
            old.about().with(standing, reason), old.size(), old.bytes(), old.savedAt());
    about.put(generation, marked);
    return marked;
  }

  @Override
  public synchronized void delete(long generation) {
    about.remove(generation);
    entries.remove(generation);
  }

  @Override
  public synchronized @Nullable CacheMemory memory() {
    return memory;
  }

  @Override
  public synchronized void remember(CacheMemory all) throws IOException {
    requireWhole();
    memory = all;
  }

  @Override
  public void close() {}
}
