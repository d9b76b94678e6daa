package dev.midnight.write;

import dev.midnight.Snapshot;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Supplier;

/**
 * A writer of keys of its own: the source first, the replica then, each write with the next number.
 * Two more keys it writes together, and one it removes every other time.
 */
final class HistoryWriter {

  static final int KEYS = 61;
  private static final int SPAN = 100;
  private static final int FIRST_OF_PAIR = KEYS;
  private static final int SECOND_OF_PAIR = KEYS + 1;
  private static final int REMOVED = KEYS + 2;
  private static final int WAIT_EVERY = 512;

  private final int base;
  private final WritePath<Integer, Long> path;
  private final AtomicLong number = new AtomicLong();

  /** The rows of the source; the pair is one row, so that a load cannot read half of it. */
  private final AtomicLongArray rows = new AtomicLongArray(REMOVED + 1);

  HistoryWriter(int index, WritePath<Integer, Long> path) {
    this.base = index * SPAN;
    this.path = path;
  }

  long written() {
    return number.get();
  }

  int first() {
    return base;
  }

  int firstOfPair() {
    return base + FIRST_OF_PAIR;
  }

  int secondOfPair() {
    return base + SECOND_OF_PAIR;
  }

  /**
   * Writes once, and now and then waits until readers should see it.
   *
   * @return what is wrong, if anything is
   */
  Optional<String> write(Supplier<Snapshot<Integer, Long>> current) throws Exception {
    long next = number.incrementAndGet();
    int key = keyOf(next);
    boolean removes = key == REMOVED && next % 20 == 5;
    rows.set(key, removes ? 0 : next);
    CompletableFuture<Void> future = accepted(key, next, removes);
    if (next % WAIT_EVERY > 0 || removes) {
      return Optional.empty();
    }
    future.get(1, TimeUnit.MINUTES);
    Long seen = current.get().get(base + key);
    return seen != null && seen >= next
        ? Optional.empty()
        : Optional.of("write %d was done but readers saw %s".formatted(next, seen));
  }

  void readInto(Map<Integer, Long> target) {
    for (int key = 0; key <= REMOVED; key++) {
      long value = rows.get(key);
      if (value != 0) {
        target.put(base + key, value);
        if (key == FIRST_OF_PAIR) {
          target.put(base + SECOND_OF_PAIR, value);
        }
      }
    }
  }

  private static int keyOf(long next) {
    return switch ((int) (next % 10)) {
      case 0 -> FIRST_OF_PAIR;
      case 5 -> REMOVED;
      default -> (int) (next * 31 % KEYS);
    };
  }

  private CompletableFuture<Void> accepted(int key, long next, boolean removes) {
    if (key == FIRST_OF_PAIR) {
      return path.putAll(Map.of(firstOfPair(), next, secondOfPair(), next));
    }
    return removes ? path.remove(base + key) : path.put(base + key, next);
  }
}
