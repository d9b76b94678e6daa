package dev.midnight.disk;

import static dev.midnight.disk.Stores.prices;
import static dev.midnight.disk.Stores.published;
import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.disk.Stores.Price;
import dev.midnight.spi.CacheMemory;
import dev.midnight.spi.SnapshotStore;
import dev.midnight.spi.Standing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A name is given to what is durable only, and nothing is reported before the name is durable. */
class SaveOrderTests {

  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path directory;

  private final List<String> operations = new ArrayList<>();

  @Test
  void contentsAreForcedBeforeTheNameAndTheNameBeforeTheReturn() throws IOException {
    Disk disk = new WatchedDisk((operation, half) -> operations.add(operation));
    try (SnapshotStore<String, Price> store = Stores.open(directory, disk)) {
      operations.clear();
      store.save(published(1), prices(1, 1));
      assertThat(operations)
          .containsExactly(
              "create",
              "write",
              "write",
              "write",
              "write",
              "write",
              "write",
              "force",
              "close",
              "rename",
              "force directory");
      operations.clear();
      store.remember(CacheMemory.EMPTY);
      assertThat(operations)
          .containsExactly(
              "delete", "create", "write", "write", "force", "close", "rename", "force directory");
      operations.clear();
      store.mark(1, Standing.WITHDRAWN, null);
      assertThat(operations).containsExactly("rename", "force directory");
    }
  }
}
