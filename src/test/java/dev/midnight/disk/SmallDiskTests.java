package dev.midnight.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.midnight.disk.Stores.Price;
import dev.midnight.spi.SnapshotStore;
import dev.midnight.spi.Standing;
import dev.midnight.spi.StoredGeneration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A disk that is really full: {@code mount -t tmpfs -o size=1m tmpfs DIR}, and {@code
 * -Dmidnight.small-disk=DIR}.
 */
@EnabledIfSystemProperty(named = "midnight.small-disk", matches = ".+")
class SmallDiskTests {

  private final Path disk = Path.of(System.getProperty("midnight.small-disk", ""));

  @Test
  void fullDiskRefusesASaveKeepsWhatIsThereAndTakesTheNextOnceThereIsRoom() throws IOException {
    Path ballast = disk.resolve("ballast");
    Map<String, Price> entries = Stores.prices(1, 2_000);
    try (SnapshotStore<String, Price> store = Stores.open(disk.resolve("store"))) {
      long first = store.lastGeneration() + 1;
      store.save(Stores.published(first), entries);
      fill(ballast);
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> store.save(Stores.published(first + 1), entries))
          .withMessageContaining("No space left");
      assertThat(files()).noneMatch(name -> name.endsWith(".saving"));
      assertThat(Stores.read(store, first)).isEqualTo(entries);
      store.mark(first, Standing.WITHDRAWN, null);

      Files.delete(ballast);
      store.save(Stores.published(first + 1), entries);
      assertThat(store.generations())
          .extracting(StoredGeneration::generation)
          .startsWith(first + 1, first);
      assertThat(Stores.read(store, first + 1)).isEqualTo(entries);
    }
  }

  private List<String> files() throws IOException {
    return LocalDisk.INSTANCE.list(disk.resolve("store/cache-prices"));
  }

  private static void fill(Path file) throws IOException {
    byte[] page = new byte[4096];
    try (var out = Files.newOutputStream(file)) {
      for (int i = 0; i < 1_000_000; i++) {
        out.write(page);
      }
    } catch (IOException full) {
      return;
    }
    throw new IllegalStateException("4 GB did not fill it: that is no small disk.");
  }
}
