package dev.midnight.actuate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.midnight.spi.CacheStatus;
import dev.midnight.spi.CycleReport;
import org.jspecify.annotations.Nullable;

/** What health says of one cache. */
@JsonInclude(JsonInclude.Include.ALWAYS)
record CacheHealth(
    String state,
    @Nullable String age,
    long size,
    @Nullable String lastOutcome,
    @Nullable PinnedBody pinned) {

  static CacheHealth of(CacheStatus status) {
    CycleReport last = status.lastRefresh();
    return new CacheHealth(
        status.state().name(),
        IsoText.ofNullable(status.age()),
        status.size(),
        last == null ? null : last.result().outcome().name(),
        PinnedBody.of(status.generations().pinned()));
  }
}
