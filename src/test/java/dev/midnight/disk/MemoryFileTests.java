package dev.midnight.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.Changes;
import dev.midnight.Outcome;
import dev.midnight.Phase;
import dev.midnight.RefreshResult;
import dev.midnight.Trigger;
import dev.midnight.disk.Stores.Price;
import dev.midnight.spi.CacheMemory;
import dev.midnight.spi.CacheStatus.Pause;
import dev.midnight.spi.CycleReport;
import dev.midnight.spi.SnapshotStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryFileTests {

  private static final CacheMemory MEMORY =
      new CacheMemory(
          42,
          77,
          new CacheMemory.OpenCycle(77, Trigger.SCHEDULE, Stores.LOADED_AT),
          new CacheMemory.Pin(
              41, Stores.LOADED_AT, Stores.LOADED_AT.plusSeconds(60), "wrong \"rates\""),
          new Pause(Stores.LOADED_AT, null),
          1_000_000,
          "w42",
          List.of(
              new CycleReport(
                  "prices",
                  76,
                  Trigger.CATCH_UP,
                  Stores.LOADED_AT,
                  Duration.ofNanos(5),
                  new RefreshResult(
                      Outcome.REJECTED,
                      "too few",
                      41,
                      400,
                      12,
                      new Changes(1, 2, 3, 4),
                      Duration.ofMillis(1234),
                      Map.of(Phase.LOAD, Duration.ofSeconds(1))),
                  3,
                  Stores.LOADED_AT,
                  false)),
          List.of(new CacheMemory.Span(41, 70, 76)));

  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path directory;

  @Test
  void whatWasRememberedIsKnownAfterARestart() throws IOException {
    try (SnapshotStore<String, Price> store = Stores.open(directory)) {
      assertThat(store.memory()).isNull();
      store.remember(CacheMemory.EMPTY);
      store.remember(MEMORY);
    }
    try (SnapshotStore<String, Price> store = Stores.open(directory)) {
      assertThat(store.memory()).isEqualTo(MEMORY);
    }
  }

  @Test
  void everyDamageIsFoundSetAsideAndNotFatal() throws IOException {
    try (SnapshotStore<String, Price> store = Stores.open(directory)) {
      store.remember(MEMORY);
      Path file = directory.resolve("cache-prices").resolve("memory");
      byte[] whole = Files.readAllBytes(file);
      for (int i = 0; i < whole.length; i++) {
        byte[] flipped = whole.clone();
        flipped[i] ^= 0x20;
        Files.write(file, flipped);
        assertThat(store.memory()).as("byte %d flipped", i).isNull();
        assertThat(file).doesNotExist();
      }
      Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 1));
      assertThat(store.memory()).isNull();
      assertThat(file.resolveSibling("memory.damaged")).exists();
      store.remember(MEMORY);
      assertThat(store.memory()).isEqualTo(MEMORY);
    }
  }
}
