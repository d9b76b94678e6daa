package dev.midnight.disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The names in the directory of one cache, and what changes them. */
final class GenerationFiles {

  private static final int DAMAGED_KEPT = 2;

  private final String cache;
  private final Path directory;
  private final Disk disk;

  GenerationFiles(String cache, Path directory, Disk disk) {
    this.cache = cache;
    this.directory = directory;
    this.disk = disk;
  }

  String cache() {
    return cache;
  }

  Path directory() {
    return directory;
  }

  Disk disk() {
    return disk;
  }

  Path path(GenerationName name) {
    return directory.resolve(name.text());
  }

  /** One name for each generation whose number was used, newest first. */
  Collection<GenerationName> newestFirst() throws IOException {
    TreeMap<Long, GenerationName> found = new TreeMap<>(Comparator.reverseOrder());
    for (GenerationName name : all(name -> name.kind().counts())) {
      found.merge(name.generation(), name, GenerationFiles::stricter);
    }
    return found.values();
  }

  private static GenerationName stricter(GenerationName one, GenerationName other) {
    return one.kind().compareTo(other.kind()) > 0 ? one : other;
  }

  private List<GenerationName> all(Predicate<GenerationName> wanted) throws IOException {
    return disk.list(directory).stream()
        .map(GenerationName::parse)
        .filter(Objects::nonNull)
        .filter(wanted)
        .toList();
  }

  /** The generation's name now, or null if it is not here. */
  @Nullable GenerationName find(long generation) throws IOException {
    return newestFirst().stream()
        .filter(name -> name.generation() == generation && name.kind().standing() != null)
        .findFirst()
        .orElse(null);
  }

  long last() throws IOException {
    return newestFirst().stream().mapToLong(GenerationName::generation).findFirst().orElse(0);
  }

  /** Gives a file another kind, durably. */
  void rename(GenerationName from, GenerationName.Kind to) throws IOException {
    disk.rename(path(from), path(new GenerationName(from.generation(), to)));
    disk.force(directory);
  }

  void setAside(GenerationName name, String why) throws IOException {
    StoreLog.setAside(cache, name.text(), why);
    rename(name, GenerationName.Kind.DAMAGED);
    List<GenerationName> damaged = all(other -> other.kind() == GenerationName.Kind.DAMAGED);
    damaged.stream()
        .sorted(Comparator.comparing(GenerationName::generation).reversed())
        .skip(DAMAGED_KEPT)
        .forEach(this::deleteOrLog);
  }

  /** Deletes every file of a generation; that its number was used stays known. */
  void delete(long generation) throws IOException {
    boolean last = generation == last();
    if (last) {
      Path marker = path(new GenerationName(generation, GenerationName.Kind.DELETED));
      disk.delete(marker);
      disk.create(marker).close();
    }
    for (GenerationName name : all(name -> name.generation() == generation)) {
      if (!last || name.kind() != GenerationName.Kind.DELETED) {
        disk.delete(path(name));
      }
    }
    disk.force(directory);
  }

  /** Deletes what unfinished saves have left, and markers that newer generations make needless. */
  void cleanUp(Predicate<GenerationName> unfinished) throws IOException {
    long last = last();
    for (GenerationName name : all(name -> true)) {
      boolean needless =
          switch (name.kind()) {
            case SAVING -> unfinished.test(name);
            case DELETED -> name.generation() < last;
            default -> false;
          };
      if (needless) {
        deleteOrLog(name);
      }
    }
  }

  void deleteOrLog(GenerationName name) {
    try {
      disk.delete(path(name));
    } catch (IOException e) {
      StoreLog.leftBehind(cache, name.text(), e);
    }
  }

  /** Keeps the reason of a mark beside the generation; a full disk must not hinder the mark. */
  void writeReasonOrLog(long generation, String reason) {
    try {
      SmallFile.write(disk, reasonOf(generation), reason.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      StoreLog.reasonLost(cache, generation, e);
    }
  }

  /** The reason of the last mark, or null if there is none or it is damaged. */
  @Nullable String reason(long generation) throws IOException {
    try {
      return new String(SmallFile.read(disk, reasonOf(generation)), StandardCharsets.UTF_8);
    } catch (NoSuchFileException | DamagedFileException e) {
      return null;
    }
  }

  private Path reasonOf(long generation) {
    return path(new GenerationName(generation, GenerationName.Kind.REASON));
  }
}
