package dev.midnight.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.disk.Stores.Price;
import dev.midnight.spi.SnapshotStore;
import dev.midnight.spi.StoredGeneration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** How long a save and a read take, said and not judged: {@code -Dmidnight.entries=1000000}. */
@EnabledIfSystemProperty(named = "midnight.entries", matches = "\\d+")
class StoreFiguresTests {

  private static final int ROUNDS = 7;

  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path directory;

  @Test
  @SuppressWarnings("SystemOut")
  void savesAndReads() throws IOException {
    int count = Integer.getInteger("midnight.entries");
    Map<String, Price> entries = Stores.prices(1, count);
    try (SnapshotStore<String, Price> store = Stores.open(directory)) {
      for (int round = 1; round <= ROUNDS; round++) {
        long start = System.nanoTime();
        StoredGeneration stored = store.save(Stores.published(round), entries);
        long saved = System.nanoTime();
        Map<String, Price> read = new HashMap<>(count * 2);
        store.read(round, read::put);
        long end = System.nanoTime();
        assertThat(read).hasSize(count);
        System.out.printf(
            "%,d entries: save %,d ms, read %,d ms, %,d bytes%n",
            count, (saved - start) / 1_000_000, (end - saved) / 1_000_000, stored.bytes());
        store.delete(round);
      }
    }
  }
}
