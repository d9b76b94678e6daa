package dev.midnight.write;

import dev.midnight.Snapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A reader that remembers the numbers it saw: none may go backward, and no pair may be torn. */
final class HistoryReader {

  private final List<HistoryWriter> writers;
  private final Map<Integer, Long> seen = new HashMap<>();
  private long version;

  HistoryReader(List<HistoryWriter> writers) {
    this.writers = writers;
  }

  /** What is wrong with this snapshot, if anything is. */
  Optional<String> look(Snapshot<Integer, Long> snapshot) {
    if (snapshot.version() < version) {
      return Optional.of("version %d after %d".formatted(snapshot.version(), version));
    }
    version = snapshot.version();
    return writers.stream().flatMap(writer -> lookAt(writer, snapshot).stream()).findFirst();
  }

  private Optional<String> lookAt(HistoryWriter writer, Snapshot<Integer, Long> snapshot) {
    for (int key = writer.first(); key < writer.first() + HistoryWriter.KEYS; key++) {
      Long now = snapshot.get(key);
      Long before = now == null ? seen.get(key) : seen.put(key, now);
      if (before != null && (now == null || now < before)) {
        return Optional.of("key %d went from %d to %s".formatted(key, before, now));
      }
    }
    Long first = snapshot.get(writer.firstOfPair());
    Long second = snapshot.get(writer.secondOfPair());
    return Objects.equals(first, second)
        ? Optional.empty()
        : Optional.of("a pair was torn: %s and %s".formatted(first, second));
  }
}
