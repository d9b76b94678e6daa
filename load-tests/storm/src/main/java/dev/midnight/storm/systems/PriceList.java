package dev.midnight.storm.systems;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The source: rows made anew at each reading, as from a database. Prices come in groups of eight
 * that change on the same days, so that a reader who sees two days in one group has seen a mixture.
 * The last thousand are outside of the groups: they are written online.
 *
 * <p>Thread-safe. The day is set while no load runs.
 */
public final class PriceList {

  /** How many prices belong together. */
  public static final int GROUP = 8;

  /** How many prices at the end of the list are written online. */
  public static final int WRITTEN = 1_000;

  private final int entries;
  private final double changedShare;
  private final long callNanos;
  private final boolean wide;
  private final Map<String, Price> written = new ConcurrentHashMap<>();
  private final LongAdder streams = new LongAdder();
  private final LongAdder calls = new LongAdder();
  private final AtomicLong day = new AtomicLong();

  /**
   * A list on day 0.
   *
   * @param changedShare of the groups that change in a night, 0 to 1
   * @param callNanos how long a call for one key waits
   */
  public PriceList(int entries, double changedShare, long callNanos) {
    this(entries, changedShare, callNanos, false);
  }

  /**
   * A list on day 0.
   *
   * @param wide whether a row has an {@link Article} besides
   */
  public PriceList(int entries, double changedShare, long callNanos, boolean wide) {
    this.wide = wide;
    this.entries = entries;
    this.changedShare = changedShare;
    this.callNanos = callNanos;
  }

  public int entries() {
    return entries;
  }

  /** The number of groups of which all prices are read only. */
  public int groups() {
    return (entries - WRITTEN) / GROUP;
  }

  public void nextDay() {
    day.incrementAndGet();
  }

  /** The key of a row; a new object, as a request would bring it. */
  public static String key(int row) {
    String digits = Integer.toString(row);
    return "item:" + "0".repeat(8 - digits.length()) + digits;
  }

  /** Reads all rows, in the order of their keys. */
  public void stream(BiConsumer<String, Price> row) {
    streams.increment();
    long today = day.get();
    for (int i = 0; i < entries; i++) {
      Price price = price(i, today);
      row.accept(price.sku(), price);
    }
  }

  /** Reads one row, in a call of its own. */
  public Price one(String key) {
    calls.increment();
    if (callNanos > 0) {
      LockSupport.parkNanos(callNanos);
    }
    return price(Integer.parseInt(key.substring("item:".length())), day.get());
  }

  /** Writes a price; the source is the truth, so this comes before any cache. */
  public void write(Price price) {
    written.put(price.sku(), price);
  }

  /** The keys that were written, and the price that readers must see in the end. */
  public Set<Map.Entry<String, Price>> written() {
    return written.entrySet();
  }

  private Price price(int row, long today) {
    String key = key(row);
    Price online = row >= entries - WRITTEN ? written.get(key) : null;
    if (online != null) {
      return new Price(key, online.day(), online.cents(), article(row));
    }
    long changed = changedOn(row / GROUP, today);
    return new Price(key, changed, row * 31L + changed, article(row));
  }

  private @Nullable Article article(int row) {
    return wide ? Article.of(row) : null;
  }

  /** The last day up to today on which a group changed; day 0 if it never did. */
  public long changedOn(int group, long today) {
    for (long night = today; night > 0; night--) {
      if (changes(group, night)) {
        return night;
      }
    }
    return 0;
  }

  private boolean changes(int group, long night) {
    long mixed = (group * 0x9E3779B97F4A7C15L + night) * 0xBF58476D1CE4E5B9L;
    return (mixed >>> 40) < changedShare * (1L << 24);
  }

  public long today() {
    return day.get();
  }

  /** Readings of the whole list so far. */
  public long streams() {
    return streams.sum();
  }

  /** Calls for one key so far. */
  public long calls() {
    return calls.sum();
  }
}
