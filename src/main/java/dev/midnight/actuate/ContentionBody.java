package dev.midnight.actuate;

import dev.midnight.spi.ContentionStatus;
import dev.midnight.spi.WaitStatus;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who waited for whom since the start of the cache.
 *
 * @param waits by what was waited for, each kind even where nobody waited
 */
record ContentionBody(
    long free, long contended, String waited, double imbalance, Map<String, WaitsBody> waits) {

  static ContentionBody of(ContentionStatus contention) {
    return new ContentionBody(
        contention.free(),
        contention.contended(),
        IsoText.of(contention.waited()),
        contention.imbalance(),
        waits(contention));
  }

  private static Map<String, WaitsBody> waits(ContentionStatus contention) {
    Map<String, WaitsBody> waits = new LinkedHashMap<>();
    contention.waits().forEach((kind, status) -> waits.put(kind.name(), WaitsBody.of(status)));
    return waits;
  }

  /** Waits of one kind. */
  record WaitsBody(long count, String total, String longest) {

    static WaitsBody of(WaitStatus waits) {
      return new WaitsBody(waits.count(), IsoText.of(waits.total()), IsoText.of(waits.longest()));
    }
  }
}
