package dev.midnight.storm.night;

import dev.midnight.storm.systems.PriceList;
import dev.midnight.storm.systems.PriceSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Watches, as a reader, for the new day in two hundred groups that changed, all over the list. */
final class Freshness {

  private static final int SAMPLES = 200;

  private final PriceSystem system;
  private final long today;
  private final List<String> waiting = new ArrayList<>();
  private final Thread thread;
  private volatile long freshAt;
  private volatile boolean over;

  Freshness(PriceSystem system, PriceList source) {
    this.system = system;
    this.today = source.today();
    int step = Math.max(1, source.groups() / SAMPLES);
    for (int from = 0; from < source.groups(); from += step) {
      addFirstChanged(source, from, Math.min(from + step, source.groups()));
    }
    this.thread = new Thread(this::watch, "storm-freshness");
    thread.setDaemon(true);
  }

  private void addFirstChanged(PriceList source, int from, int until) {
    for (int group = from; group < until; group++) {
      if (source.changedOn(group, today) == today) {
        waiting.add(PriceList.key(group * PriceList.GROUP));
        return;
      }
    }
  }

  void start() {
    thread.start();
  }

  /** When all were fresh, or 0 if they were not by then. */
  long awaitUntil(long end) throws InterruptedException {
    thread.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
    over = true;
    thread.join();
    return freshAt;
  }

  private void watch() {
    long[] day = new long[1];
    while (!over && !waiting.isEmpty()) {
      waiting.removeIf(
          key -> {
            system.read(new String[] {key}, day);
            return day[0] == today;
          });
      LockSupport.parkNanos(1_000_000);
    }
    if (waiting.isEmpty()) {
      freshAt = System.nanoTime();
    }
  }
}
