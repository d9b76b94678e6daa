package dev.midnight.actuate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.midnight.spi.CacheStatus;
import dev.midnight.spi.ManagedCache;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The data that an application holds. */
record InfoBody(List<CacheInfo> caches) {

  static InfoBody of(List<ManagedCache> caches) {
    return new InfoBody(caches.stream().map(cache -> CacheInfo.of(cache.status())).toList());
  }

  /** The data of one cache. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record CacheInfo(String name, long size, long generation, @Nullable String loadedAt) {

    static CacheInfo of(CacheStatus status) {
      return new CacheInfo(
          status.name(), status.size(), status.generation(), IsoText.ofNullable(status.loadedAt()));
    }
  }
}
