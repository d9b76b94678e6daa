package dev.midnight.storm.systems;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;

/** What readers ask of a system, and a count of what they must never see. Thread-safe. */
public final class Requests {

  private final PriceSystem system;
  private final PriceList source;
  private final LongAdder missing = new LongAdder();
  private final LongAdder mixed = new LongAdder();

  public Requests(PriceSystem system, PriceList source) {
    this.system = system;
    this.source = source;
  }

  /** Keys that a reader asked for and did not get. */
  public long missing() {
    return missing.sum();
  }

  /** Requests that saw two days in one group. */
  public long mixed() {
    return mixed.sum();
  }

  /** Forgets what was seen so far. */
  public void reset() {
    missing.reset();
    mixed.reset();
  }

  /** A client's request: the eight prices of a group, of which none may be of another day. */
  public Runnable groups() {
    String[] keys = new String[PriceList.GROUP];
    long[] days = new long[PriceList.GROUP];
    return () -> {
      int group = ThreadLocalRandom.current().nextInt(source.groups());
      for (int i = 0; i < keys.length; i++) {
        keys[i] = PriceList.key(group * PriceList.GROUP + i);
      }
      system.read(keys, days);
      boolean two = false;
      for (long day : days) {
        missing.add(day == PriceSystem.MISSING ? 1 : 0);
        two |= day != PriceSystem.MISSING && days[0] != PriceSystem.MISSING && day != days[0];
      }
      mixed.add(two ? 1 : 0);
    };
  }

  /** The probe's request: one price. */
  public Runnable singles() {
    String[] key = new String[1];
    long[] day = new long[1];
    return () -> {
      int row = ThreadLocalRandom.current().nextInt(source.groups() * PriceList.GROUP);
      key[0] = PriceList.key(row);
      system.read(key, day);
      missing.add(day[0] == PriceSystem.MISSING ? 1 : 0);
    };
  }
}
