package dev.midnight.storm.growth;

import dev.midnight.Phase;
import dev.midnight.RefreshResult;
import dev.midnight.SnapshotCache;
import dev.midnight.engine.SnapshotCacheBuilder;
import dev.midnight.spi.ManagedCache;
import dev.midnight.storm.growth.SizeFigures.Refreshed;
import dev.midnight.storm.measure.Allocation;
import dev.midnight.storm.measure.Fork;
import dev.midnight.storm.systems.Price;
import dev.midnight.storm.systems.PriceList;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;

/** The JVM in which a cache of one size is built, read and refreshed. */
final class SizeProcess {

  private static final int LOOKUP_ROUNDS = 5;
  private static final int LOOKUPS = 1_000_000;

  private final int entries;
  private final int rounds;
  private final Allocation allocation = Allocation.listen();
  private final SnapshotCache<String, Price> cache;
  private double share;
  private int night;
  private long longestPublish;

  private SizeProcess(int entries) {
    this.entries = entries;
    this.rounds = entries > 1_000_000 ? 1 : 3;
    this.cache =
        SnapshotCacheBuilder.<String, Price>of("growth", (out, context) -> load(out::put)).build();
  }

  /** Arguments: the file to answer in, the number of entries. */
  public static void main(String[] arguments) throws Exception {
    Fork.answer(arguments[0], new SizeProcess(Integer.parseInt(arguments[1])).run());
    System.exit(0);
  }

  /** The given share of the rows is of this night, the others of the first. */
  private void load(BiConsumer<String, Price> out) {
    long changed = Math.round(share * entries);
    for (int row = 0; row < entries; row++) {
      boolean today = (row * 7_919L + night) % entries < changed;
      String key = PriceList.key(row);
      out.accept(key, new Price(key, today ? night : 0, row));
    }
  }

  private SizeFigures run() {
    long empty = used();
    double build = refresh().millis();
    double retained = used() - empty;
    double table = cache instanceof ManagedCache managed ? managed.status().bytes() : 0;
    double lookup = lookup();
    Refreshed unchanged = best(0);
    Refreshed onePercent = best(0.01);
    Refreshed tenPercent = best(0.1);
    Refreshed all = best(1);
    return new SizeFigures(
        entries,
        lookup,
        build,
        longestPublish / 1e3,
        retained,
        table,
        unchanged,
        onePercent,
        tenPercent,
        all);
  }

  private Refreshed best(double changedShare) {
    share = changedShare;
    Refreshed best = new Refreshed(Double.MAX_VALUE, Double.MAX_VALUE);
    for (int i = 0; i < rounds; i++) {
      night = 0;
      Refreshed one = changedShare == 0 ? refresh() : refreshFromFirstNight();
      best =
          new Refreshed(
              Math.min(best.millis(), one.millis()),
              Math.min(best.allocatedBytes(), one.allocatedBytes()));
    }
    return best;
  }

  private Refreshed refreshFromFirstNight() {
    double wanted = share;
    share = 0;
    refresh();
    share = wanted;
    night = 1;
    return refresh();
  }

  private Refreshed refresh() {
    long before = allocation.bytes();
    RefreshResult result = cache.refresh().join();
    long allocated = allocation.bytes() - before;
    Duration publish = result.phases().getOrDefault(Phase.PUBLISH, Duration.ZERO);
    longestPublish = Math.max(longestPublish, publish.toNanos());
    return new Refreshed(result.duration().toNanos() / 1e6, allocated);
  }

  private double lookup() {
    String[] keys = new String[Math.min(LOOKUPS, entries)];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < keys.length; i++) {
      keys[i] = PriceList.key(random.nextInt(entries));
    }
    double best = Double.MAX_VALUE;
    for (int round = 0; round < LOOKUP_ROUNDS; round++) {
      best = Math.min(best, lookup(keys));
    }
    return best;
  }

  private double lookup(String[] keys) {
    long cents = 0;
    long start = System.nanoTime();
    for (int i = 0; i < LOOKUPS; i++) {
      Price price = cache.get(keys[i % keys.length]);
      cents += price == null ? 0 : price.cents();
    }
    long nanos = System.nanoTime() - start;
    if (cents == 0) {
      throw new IllegalStateException("No key of %d was found".formatted(entries));
    }
    return (double) nanos / LOOKUPS;
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
