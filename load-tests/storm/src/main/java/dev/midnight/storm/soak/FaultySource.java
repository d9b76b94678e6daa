package dev.midnight.storm.soak;

import dev.midnight.RefreshContext;
import dev.midnight.SnapshotWriter;
import dev.midnight.storm.systems.Price;
import dev.midnight.storm.systems.PriceList;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;

/** A source that fails in one way or another in every second load, while it is broken. */
final class FaultySource {

  private final PriceList list;
  private final SplittableRandom random = new SplittableRandom(7);
  private volatile boolean broken;

  FaultySource(PriceList list) {
    this.list = list;
  }

  void mend() {
    broken = false;
  }

  void damage() {
    broken = true;
  }

  void load(SnapshotWriter<String, Price> out, RefreshContext context) throws Exception {
    Fault fault = next();
    switch (fault) {
      case THROWS -> throw new IOException("the source refused");
      case EMPTY -> {}
      case NOT_READY -> context.notReady("the export still runs");
      case HANGS -> hang(context);
      case BREAKS_OFF -> {
        out.put(PriceList.key(0), list.one(PriceList.key(0)));
        throw new IOException("the connection broke");
      }
      case NONE -> list.stream(out::put);
    }
  }

  private synchronized Fault next() {
    Fault[] all = Fault.values();
    return !broken || random.nextBoolean() ? Fault.NONE : all[random.nextInt(all.length)];
  }

  private static void hang(RefreshContext context) throws InterruptedException {
    CountDownLatch cancelled = new CountDownLatch(1);
    context.onCancel(cancelled::countDown);
    cancelled.await();
  }

  private enum Fault {
    NONE,
    THROWS,
    EMPTY,
    NOT_READY,
    HANGS,
    BREAKS_OFF
  }
}
