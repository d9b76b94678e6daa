package dev.midnight.disk;

import static dev.midnight.disk.Stores.prices;
import static dev.midnight.disk.Stores.published;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.midnight.disk.Stores.Price;
import dev.midnight.spi.CacheMemory;
import dev.midnight.spi.SnapshotStore;
import dev.midnight.spi.Standing;
import dev.midnight.spi.StoredGeneration;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The disk is full, or broken, at each operation in turn: told, survived, and nothing piles up. */
class DiskFaultTests {

  private static final int ENTRIES = 30_000;

  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path directory;

  private int operations;
  private int broken = -1;
  private @Nullable String fault;

  /** The lock that it had gained stayed taken, so that no later try could write. */
  @Test
  void openingThatFailsLeavesTheRightToWriteToTheNextTry() throws IOException {
    AtomicBoolean fails = new AtomicBoolean(true);
    Disk disk =
        (Disk)
            Proxy.newProxyInstance(
                Disk.class.getClassLoader(),
                new Class<?>[] {Disk.class},
                (proxy, method, arguments) -> {
                  if (fails.get() && method.getName().equals("list")) {
                    throw new IOException("Input/output error");
                  }
                  return method.invoke(LocalDisk.INSTANCE, arguments);
                });
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Stores.open(directory, disk))
        .withMessage("Input/output error");
    fails.set(false);
    try (SnapshotStore<String, Price> store = Stores.open(directory, disk)) {
      store.save(published(1), prices(1, 5));
      assertThat(Stores.read(store, 1)).isEqualTo(prices(1, 5));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"No space left on device", "Input/output error"})
  void aSaveThatFailsAtAnyOperationIsReportedAndTheNextOneWorks(String message) throws IOException {
    fault = message;
    try (SnapshotStore<String, Price> store = open()) {
      store.save(published(1), prices(1, 5));
      int all = operationsOf(() -> store.save(published(2), prices(2, ENTRIES)));
      long generation = 2;
      for (int n = 1; n <= all; n++) {
        long failing = ++generation;
        breakAt(n);
        assertThatExceptionOfType(IOException.class)
            .as("operation %d of %d", n, all)
            .isThrownBy(() -> store.save(published(failing), prices(failing, ENTRIES)))
            .withMessage(message);
        breakAt(-1);
        assertThat(store.generations().get(0).generation())
            .as("operation %d", n)
            .isLessThan(failing);
        store.save(published(++generation), prices(generation, ENTRIES));
        assertThat(Stores.read(store, generation)).isEqualTo(prices(generation, ENTRIES));
        store.delete(generation - 2);
        assertThat(names()).as("operation %d", n).noneMatch(name -> name.endsWith("saving"));
      }
    }
  }

  @Test
  void aDiskThatStaysBrokenLeavesNoFilesOnceItIsMended() throws IOException {
    fault = "Input/output error";
    try (SnapshotStore<String, Price> store = open()) {
      store.save(published(1), prices(1, 5));
      for (long generation = 2; generation < 20; generation++) {
        long failing = generation;
        breakAt(3);
        broken = Integer.MIN_VALUE; // and everything after it, the deletion too
        assertThatExceptionOfType(IOException.class)
            .isThrownBy(() -> store.save(published(failing), prices(failing, ENTRIES)));
      }
      assertThat(Stores.read(store, 1)).isEqualTo(prices(1, 5));
      breakAt(-1);
      store.save(published(20), prices(20, 5));
      assertThat(names()).hasSize(3);
    }
  }

  @Test
  void memoryThatCannotBeReplacedStays() throws IOException {
    fault = "No space left on device";
    CacheMemory first = new CacheMemory(1, 1, null, null, null, 10, null, List.of(), List.of());
    CacheMemory second = new CacheMemory(2, 2, null, null, null, 20, null, List.of(), List.of());
    try (SnapshotStore<String, Price> store = open()) {
      store.remember(first);
      int all = operationsOf(() -> store.remember(first));
      for (int n = 1; n <= all; n++) {
        breakAt(n);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> store.remember(second));
        breakAt(-1);
        assertThat(store.memory()).as("operation %d", n).isIn(first, second);
        store.remember(first);
      }
    }
  }

  @Test
  void aFullDiskDoesNotHinderWithdrawing() throws IOException {
    fault = "No space left on device";
    try (SnapshotStore<String, Price> store = open()) {
      store.save(published(1), prices(1, 5));
      breakAt(1);
      StoredGeneration marked = store.mark(1, Standing.WITHDRAWN, "wrong");
      assertThat(marked.standing()).isEqualTo(Standing.WITHDRAWN);
    }
  }

  private SnapshotStore<String, Price> open() throws IOException {
    return Stores.open(directory, new WatchedDisk((operation, half) -> meet(half)));
  }

  private void meet(WatchedDisk.Half half) throws IOException {
    operations++;
    if (operations == broken || broken == Integer.MIN_VALUE) {
      half.run();
      throw new IOException(fault);
    }
  }

  private void breakAt(int operation) {
    operations = 0;
    broken = operation;
  }

  private int operationsOf(Action action) throws IOException {
    breakAt(-1);
    action.run();
    return operations;
  }

  private List<String> names() throws IOException {
    return LocalDisk.INSTANCE.list(directory.resolve("cache-prices"));
  }

  /** Something that may fail. */
  private interface Action {
    void run() throws IOException;
  }
}
