package dev.midnight.storm.systems;

import dev.midnight.Outcome;
import dev.midnight.RefreshResult;
import dev.midnight.Snapshot;
import dev.midnight.SnapshotCache;
import dev.midnight.engine.SnapshotCacheBuilder;

/** A Midnight cache with its defaults. */
final class MidnightSystem implements PriceSystem {

  private final SnapshotCache<String, Price> prices;

  MidnightSystem(PriceList source) {
    this.prices =
        SnapshotCacheBuilder.<String, Price>of("prices", (out, context) -> source.stream(out::put))
            .build();
  }

  @Override
  public void fill() {
    midnight();
  }

  @Override
  public void midnight() {
    RefreshResult result = prices.refresh().join();
    if (result.outcome() != Outcome.PUBLISHED) {
      throw new IllegalStateException("The night was not published: " + result);
    }
  }

  @Override
  public void read(String[] keys, long[] days) {
    Snapshot<String, Price> now = prices.snapshot();
    for (int i = 0; i < keys.length; i++) {
      days[i] = Rows.day(now.get(keys[i]));
    }
  }

  @Override
  public boolean write(Price price) {
    var unused = prices.put(price.sku(), price);
    return true;
  }

  @Override
  public void close() {
    prices.close();
  }
}
