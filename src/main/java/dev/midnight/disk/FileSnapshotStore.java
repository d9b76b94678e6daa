package dev.midnight.disk;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.midnight.spi.CacheMemory;
import dev.midnight.spi.GenerationRecord;
import dev.midnight.spi.SnapshotStore;
import dev.midnight.spi.StaleGenerationException;
import dev.midnight.spi.Standing;
import dev.midnight.spi.StoredGeneration;
import dev.midnight.spi.UnreadableGenerationException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The generations of one cache as files of one directory.
 *
 * <p>A save writes a file under a name that nobody reads, forces it, gives it its name, and forces
 * the directory. Before the rename there is nothing, after it there is all of it.
 *
 * <p>Concurrency: whatever changes names happens under {@link #names}, a file lock keeps other
 * processes out. The contents of a save are written outside the lock, so that a mark never waits
 * for them; its number is judged twice, before the work and at the rename. Readers take no lock: a
 * file that is deleted or renamed while it is read stays readable.
 */
final class FileSnapshotStore<K, V> implements SnapshotStore<K, V> {

  private final GenerationFiles files;
  private final GenerationFormat<K, V> format;
  private final MemoryFile memory;
  private final WriteRight right;
  private final Object names = new Object();

  @GuardedBy("names")
  private final Set<Long> saving = new HashSet<>();

  @GuardedBy("names")
  private final Set<String> reported = new HashSet<>();

  FileSnapshotStore(GenerationFiles files, GenerationFormat<K, V> format, MemoryFile memory) {
    this.files = files;
    this.format = format;
    this.memory = memory;
    this.right = new WriteRight(files.cache(), files.directory());
  }

  /** Tries to gain the right to write. */
  void begin() throws IOException {
    synchronized (names) {
      if (!gainRight()) {
        StoreLog.readOnly(files.cache(), files.directory());
      }
    }
  }

  @GuardedBy("names")
  private boolean gainRight() throws IOException {
    if (right.gain()) {
      files.cleanUp(name -> true);
    }
    return right.isHeld();
  }

  @GuardedBy("names")
  private void requireRight() throws IOException {
    gainRight();
    right.require();
  }

  @Override
  public StoredGeneration save(GenerationRecord about, Map<K, V> entries) throws IOException {
    long generation = about.generation();
    synchronized (names) {
      requireRight();
      Set<Long> others = Set.copyOf(saving);
      files.cleanUp(name -> !others.contains(name.generation()));
      requireNewest(generation);
      if (!saving.add(generation)) {
        throw new StaleGenerationException(files.cache(), generation, generation);
      }
    }
    GenerationName temporary = new GenerationName(generation, GenerationName.Kind.SAVING);
    try {
      StoredGeneration stored = format.write(files.disk(), files.path(temporary), about, entries);
      commit(temporary, about.standing());
      return stored;
    } catch (Throwable e) {
      files.deleteOrLog(temporary);
      throw e;
    } finally {
      synchronized (names) {
        saving.remove(generation);
      }
    }
  }

  @GuardedBy("names")
  private void requireNewest(long generation) throws IOException {
    long last = files.last();
    if (generation <= last) {
      throw new StaleGenerationException(files.cache(), generation, last);
    }
  }

  private void commit(GenerationName temporary, Standing standing) throws IOException {
    synchronized (names) {
      right.require();
      requireNewest(temporary.generation());
      GenerationName.Kind kind = GenerationName.Kind.of(standing);
      try {
        files.rename(temporary, kind);
      } catch (IOException e) { // renamed, but perhaps not durably: not saved, so not seen either
        files.deleteOrLog(new GenerationName(temporary.generation(), kind));
        throw e;
      }
    }
  }

  @Override
  public List<StoredGeneration> generations() throws IOException {
    List<StoredGeneration> found = new ArrayList<>();
    for (GenerationName name : files.newestFirst()) {
      Standing standing = name.kind().standing();
      StoredGeneration stored = standing == null ? null : describeOrReport(name, standing);
      if (stored != null) {
        found.add(stored);
      }
    }
    return List.copyOf(found);
  }

  private @Nullable StoredGeneration describeOrReport(GenerationName name, Standing standing)
      throws IOException {
    try {
      return describe(name, standing);
    } catch (NoSuchFileException e) { // deleted or marked since the directory was listed
      return null;
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) { // an older one may still be readable
      report(name, e);
      return null;
    }
  }

  private StoredGeneration describe(GenerationName name, Standing standing) throws IOException {
    StoredGeneration stored = format.describe(files.disk(), files.path(name), name, standing);
    String reason = files.reason(name.generation());
    return reason == null
        ? stored
        : new StoredGeneration(
            stored.about().with(standing, reason), stored.size(), stored.bytes(), stored.savedAt());
  }

  /**
   * Says once what is wrong with a file, and sets it aside if its bytes are not what was written.
   */
  private void report(GenerationName name, IOException failure) throws IOException {
    synchronized (names) {
      if (failure instanceof DamagedFileException && right.isHeld()) {
        files.setAside(name, String.valueOf(failure.getMessage()));
      } else if (reported.add(name.text())) {
        StoreLog.notUsed(files.cache(), name.text(), failure);
      }
    }
  }

  @Override
  public long lastGeneration() throws IOException {
    return files.last();
  }

  @Override
  public StoredGeneration read(long generation, BiConsumer<? super K, ? super V> into)
      throws IOException {
    GenerationName name = present(generation);
    Standing standing = name.kind().standing();
    if (standing == null) {
      throw absent(generation);
    }
    try {
      return format.read(files.disk(), files.path(name), name, standing, into);
    } catch (DamagedFileException e) {
      report(name, e);
      throw e;
    }
  }

  private GenerationName present(long generation) throws IOException {
    GenerationName name = files.find(generation);
    if (name == null) {
      throw absent(generation);
    }
    return name;
  }

  private UnreadableGenerationException absent(long generation) {
    return new UnreadableGenerationException(
        "Cache '%s': generation %d is not in its store, so it cannot be used. See midnight.caches.%s.store.keep."
            .formatted(files.cache(), generation, files.cache()));
  }

  @Override
  public StoredGeneration mark(long generation, Standing standing, @Nullable String reason)
      throws IOException {
    synchronized (names) {
      requireRight();
      GenerationName from = present(generation);
      if (reason != null) {
        files.writeReasonOrLog(generation, reason);
      }
      GenerationName to = new GenerationName(generation, GenerationName.Kind.of(standing));
      if (!from.equals(to)) {
        files.rename(from, to.kind());
      }
      return describe(to, standing);
    }
  }

  @Override
  public void delete(long generation) throws IOException {
    synchronized (names) {
      requireRight();
      files.delete(generation);
    }
  }

  @Override
  public @Nullable CacheMemory memory() throws IOException {
    synchronized (names) {
      return memory.read(right.isHeld());
    }
  }

  @Override
  public void remember(CacheMemory what) throws IOException {
    synchronized (names) {
      requireRight();
      memory.write(what);
    }
  }

  @Override
  public void close() {
    synchronized (names) {
      right.close();
    }
  }
}
