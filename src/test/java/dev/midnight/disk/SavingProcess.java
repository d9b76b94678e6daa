package dev.midnight.disk;

import dev.midnight.spi.CacheMemory;
import dev.midnight.spi.SnapshotStore;
import dev.midnight.spi.Standing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A process that saves one generation after the other, says on its standard output what it knows to
 * be saved, and ends without notice before or within an operation of its choice.
 */
final class SavingProcess {

  static final int ENTRIES = 20_000;

  private static final int KEPT = 3;

  private SavingProcess() {}

  /** Arguments: the directory, the number of the operation to end at, whether to do half of it. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) throws IOException {
    long end = Long.parseLong(arguments[1]);
    boolean half = Boolean.parseBoolean(arguments[2]);
    AtomicLong operations = new AtomicLong();
    Disk disk =
        new WatchedDisk(
            (operation, halfOfIt) -> {
              if (operations.incrementAndGet() == end) {
                if (half) {
                  halfOfIt.run();
                }
                Runtime.getRuntime().halt(9);
              }
            });
    SnapshotStore<String, PlainCodec.Price> store = PlainCodec.open(Path.of(arguments[0]), disk);
    for (long next = store.lastGeneration() + 1; ; next++) {
      store.save(Stores.published(next), PlainCodec.prices(next, ENTRIES));
      System.out.println("saved " + next);
      store.remember(
          new CacheMemory(next, next, null, null, null, ENTRIES, null, List.of(), List.of()));
      System.out.println("remembered " + next);
      if (next > 1) {
        store.mark(next - 1, Standing.WITHDRAWN, "replaced by " + next);
        System.out.println("marked " + (next - 1));
      }
      if (next > KEPT) {
        store.delete(next - KEPT);
      }
    }
  }
}
