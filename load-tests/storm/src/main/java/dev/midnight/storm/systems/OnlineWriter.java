package dev.midnight.storm.systems;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes single prices the whole time, the source first. Its prices have a number of their own in
 * the place of the day, so that it can tell which write a reader sees.
 *
 * <p>Concurrency: the thread holds {@code this} for each write; whoever looks for lost writes holds
 * it too, so that no write is half done then.
 */
public final class OnlineWriter {

  private static final long SECOND = 1_000_000_000L;

  /** Fiftieths of a second that a write may come late. */
  private static final int PATIENCE = 100;

  private final PriceSystem system;
  private final PriceList source;
  private final Thread thread;
  private final long pauseNanos;
  private long written;
  private boolean supported = true;
  private volatile boolean over;

  /** A writer that is not started yet. */
  public OnlineWriter(PriceSystem system, PriceList source, int perSecond) {
    this.system = system;
    this.source = source;
    this.pauseNanos = SECOND / perSecond;
    this.thread = new Thread(this::run, "storm-writer");
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  public void stop() throws InterruptedException {
    over = true;
    thread.join();
  }

  private void run() {
    while (!over && writeOne()) {
      LockSupport.parkNanos(pauseNanos);
    }
  }

  private synchronized boolean writeOne() {
    int row = source.entries() - 1 - ThreadLocalRandom.current().nextInt(PriceList.WRITTEN);
    Price price = new Price(PriceList.key(row), 1_000_000 + written, row);
    source.write(price);
    supported = system.write(price);
    written++;
    return supported;
  }

  /** How many writes were made, -1 where the system has none. */
  public synchronized long written() {
    return supported ? written : -1;
  }

  /**
   * Counts the writes that readers do not see, and makes them again. A write may come late, so it
   * counts as lost only if it still cannot be seen some seconds after the last.
   */
  public synchronized long lost() {
    List<Price> unseen = supported ? unseen() : List.of();
    for (int i = 0; i < PATIENCE && !unseen.isEmpty(); i++) {
      LockSupport.parkNanos(SECOND / 50);
      unseen = unseen();
    }
    unseen.forEach(system::write);
    return unseen.size();
  }

  private List<Price> unseen() {
    long[] day = new long[1];
    List<Price> unseen = new ArrayList<>();
    for (Map.Entry<String, Price> entry : source.written()) {
      system.read(new String[] {entry.getKey()}, day);
      if (day[0] != entry.getValue().day()) {
        unseen.add(entry.getValue());
      }
    }
    return unseen;
  }
}
