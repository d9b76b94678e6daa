package dev.midnight.disk;

import static dev.midnight.disk.Stores.prices;
import static dev.midnight.disk.Stores.published;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.midnight.disk.Stores.Price;
import dev.midnight.spi.SnapshotStore;
import dev.midnight.spi.StoredGeneration;
import dev.midnight.spi.UnreadableGenerationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to the bytes of a file: it is found out, and the older generation serves. */
class DamageTests {

  private static final Map<String, Price> OLDER = prices(1, 3);

  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path directory;

  @SuppressWarnings("NullAway.Init")
  private Path newer;

  @SuppressWarnings("NullAway.Init")
  private byte[] whole;

  @BeforeEach
  void saveTwo() throws IOException {
    try (SnapshotStore<String, Price> store = Stores.open(directory)) {
      store.save(published(1), OLDER);
      store.save(published(2), prices(2, 10));
    }
    newer = directory.resolve("cache-prices/generation-0000000000000000002.published");
    whole = Files.readAllBytes(newer);
  }

  @Test
  void theUndamagedFileIsRead() throws IOException {
    assertThat(newestReadable()).isEqualTo(prices(2, 10));
  }

  @Test
  void everyFlippedBitOfEveryByteIsFound() throws IOException {
    for (int i = 0; i < whole.length; i++) {
      byte[] flipped = whole.clone();
      flipped[i] ^= (byte) (1 << (i % 8));
      checkFallsBack(flipped, "bit %d of byte %d flipped".formatted(i % 8, i));
      flipped[i] = (byte) ~whole[i];
      checkFallsBack(flipped, "byte %d inverted".formatted(i));
    }
  }

  @Test
  void everyTruncationIsFound() throws IOException {
    for (int length = 0; length < whole.length; length++) {
      checkFallsBack(Arrays.copyOf(whole, length), "cut to %d bytes".formatted(length));
    }
  }

  @Test
  void bytesBehindTheEndAreFound() throws IOException {
    checkFallsBack(Arrays.copyOf(whole, whole.length + 1), "one more byte");
  }

  @Test
  void aFileUnderTheNumberOfAnotherIsFound() throws IOException {
    byte[] first =
        Files.readAllBytes(newer.resolveSibling("generation-0000000000000000001.published"));
    checkFallsBack(first, "generation 1 under the name of 2");
  }

  private void checkFallsBack(byte[] bytes, String how) throws IOException {
    Files.write(newer, bytes);
    assertThat(newestReadable()).as(how).isEqualTo(OLDER);
    Path aside = newer.resolveSibling("generation-0000000000000000002.damaged");
    assertThat(aside).as(how).hasBinaryContent(bytes);
    Files.delete(aside);
  }

  /** What a starting application does: the newest that can be read. */
  private Map<String, Price> newestReadable() throws IOException {
    try (SnapshotStore<String, Price> store = Stores.open(directory, UnforcedDisk.INSTANCE)) {
      for (StoredGeneration one : store.generations()) {
        try {
          return Stores.read(store, one.generation());
        } catch (UnreadableGenerationException e) {
          assertThatExceptionOfType(UnreadableGenerationException.class)
              .as("it stays unreadable")
              .isThrownBy(() -> Stores.read(store, one.generation()));
        }
      }
      return Map.of();
    }
  }
}
