package dev.midnight.spi;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the generations of one cache, and what the cache must remember, across restarts.
 *
 * <p>Thread-safe; calls may block on the medium and are made on threads that may wait. What a call
 * has returned from is durable. After a crash at any point every generation is there as a whole or
 * not at all. Nothing is remembered between calls but the right to write: another process may have
 * changed what is stored.
 */
public interface SnapshotStore<K, V> extends AutoCloseable {

  /**
   * Stores a generation; the newest published one becomes what newcomers begin with.
   *
   * @param entries does not change meanwhile; walked once or twice, in any order
   * @throws StaleGenerationException if its number is not above {@link #lastGeneration}: somebody
   *     else was faster, and nothing was stored
   * @throws StoreReadOnlyException if another process holds the right to write
   */
  StoredGeneration save(GenerationRecord about, Map<K, V> entries) throws IOException;

  /**
   * What is stored, newest first, of every standing. Generations whose description is damaged are
   * left out, and reported in the log once.
   */
  List<StoredGeneration> generations() throws IOException;

  /** The highest number that was ever stored, damaged and deleted ones included; 0 before any. */
  long lastGeneration() throws IOException;

  /**
   * Hands out the entries of a generation. They count only if this returns normally: damage at the
   * end is found at the end.
   *
   * @throws UnreadableGenerationException if it is damaged, of another cache or of other types: an
   *     older one may still be readable
   */
  StoredGeneration read(long generation, BiConsumer<? super K, ? super V> into) throws IOException;

  /** Changes the standing of a stored generation; without a reason it keeps the one it has. */
  StoredGeneration mark(long generation, Standing standing, @Nullable String reason)
      throws IOException;

  /** Forgets a generation; one that is not there was forgotten before. */
  void delete(long generation) throws IOException;

  /** What was remembered last, or null if nothing was or it is damaged, which is logged. */
  @Nullable CacheMemory memory() throws IOException;

  /** Replaces what is remembered, as a whole. */
  void remember(CacheMemory memory) throws IOException;

  /** Gives up the right to write. */
  @Override
  void close();
}
