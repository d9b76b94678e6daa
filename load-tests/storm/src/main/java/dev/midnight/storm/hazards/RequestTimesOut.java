package dev.midnight.storm.hazards;

import dev.midnight.SnapshotCache;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** A refresh that a request began, and that goes on using what the request has given back. */
final class RequestTimesOut implements Hazard {

  private static final int ROWS = 64;
  private static final long ROW_NANOS = 20_000;

  @Override
  public String name() {
    return "request times out, its refresh goes on";
  }

  @Override
  public String story() {
    return "A request lends its connection to a refresh, waits a while, gives up and closes it; the"
        + " refresh goes on reading it. A trial is one request that gave up.";
  }

  @Override
  public void unguarded(Effort effort, Toll toll) throws Exception {
    while (effort.goesOn(toll)) {
      Connection connection = new Connection();
      Future<?> refresh = CompletableFuture.runAsync(() -> readAll(connection));
      boolean gaveUp = waitBriefly(refresh);
      connection.open = false;
      long closed = System.nanoTime();
      refresh.get(10, TimeUnit.SECONDS);
      count(gaveUp, connection, closed, toll);
    }
  }

  @Override
  public void withMidnight(Effort effort, Toll toll) throws Exception {
    Connection[] lent = {new Connection()};
    try (SnapshotCache<Integer, Integer> cache =
        Nights.cache(
            "lent",
            (out, context) -> {
              Connection own = new Connection();
              lent[0] = own;
              readAll(own);
              out.put(0, ROWS);
              own.open = false;
            })) {
      while (effort.goesOn(toll)) {
        Future<?> refresh = cache.refresh();
        boolean gaveUp = waitBriefly(refresh);
        refresh.get(10, TimeUnit.SECONDS);
        count(gaveUp, lent[0], 0, toll);
      }
    }
  }

  private static void count(boolean gaveUp, Connection connection, long closed, Toll toll) {
    if (gaveUp) {
      toll.tried(1);
      toll.harm("refreshes on a closed connection", connection.usedWhenClosed > 0 ? 1 : 0);
      if (connection.usedWhenClosed > 0) {
        toll.window(connection.lastUse - closed);
      }
    }
  }

  private static boolean waitBriefly(Future<?> refresh) throws Exception {
    try {
      refresh.get(ThreadLocalRandom.current().nextInt(1, 4), TimeUnit.MILLISECONDS);
      return false;
    } catch (TimeoutException late) {
      return true;
    }
  }

  private static void readAll(Connection connection) {
    for (int row = 0; row < ROWS; row++) {
      LockSupport.parkNanos(ROW_NANOS);
      connection.use();
    }
  }

  /** Something that must not be used once it is closed; its counts are read when its user ended. */
  private static final class Connection {

    volatile boolean open = true;
    int usedWhenClosed;
    long lastUse;

    void use() {
      if (!open) {
        usedWhenClosed++;
        lastUse = System.nanoTime();
      }
    }
  }
}
