package dev.midnight.storm.systems;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What several systems do alike with rows. */
final class Rows {

  private Rows() {}

  /** The whole list, as {@code repository.findAll()} would bring it. */
  static Map<String, Price> all(PriceList source) {
    Map<String, Price> rows = new HashMap<>(source.entries() * 2);
    source.stream(rows::put);
    return rows;
  }

  static void days(Map<String, Price> prices, String[] keys, long[] days) {
    for (int i = 0; i < keys.length; i++) {
      days[i] = day(prices.get(keys[i]));
    }
  }

  static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "storm-source-call");
    thread.setDaemon(true);
    return thread;
  }

  static long day(@Nullable Price price) {
    return price == null ? PriceSystem.MISSING : price.day();
  }
}
