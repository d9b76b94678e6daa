package dev.midnight.storm.systems;

import java.io.IOException;

/** The systems by the names that are printed. */
public enum SystemName {
  CLEAR_AND_PUT_ALL("ConcurrentHashMap, clear + putAll"),
  PUT_ALL("ConcurrentHashMap, putAll"),
  READ_WRITE_LOCK("read-write lock"),
  SWAP("swap of HashMaps"),
  CAFFEINE_PUT_ALL("Caffeine, putAll"),
  CAFFEINE_REFRESH("Caffeine, refreshAfterWrite"),
  CACHE2K("cache2k, putAll"),
  JETCACHE("JetCache, refresh"),
  HOLLOW("Hollow"),
  MIDNIGHT("Midnight");

  /** Threads that call the source for single keys. */
  private static final int SOURCE_CALLERS = 16;

  private static final long JETCACHE_PERIOD_MILLIS = 5_000;

  private final String title;

  SystemName(String title) {
    this.title = title;
  }

  /** For tables. */
  public String title() {
    return title;
  }

  /** A system over a source, not filled yet. */
  public PriceSystem of(PriceList source) throws IOException {
    return switch (this) {
      case CLEAR_AND_PUT_ALL -> new MapSystem(source, true);
      case PUT_ALL -> new MapSystem(source, false);
      case READ_WRITE_LOCK -> new LockedSystem(source);
      case SWAP -> new SwappedSystem(source);
      case CAFFEINE_PUT_ALL -> new CaffeineSystem(source);
      case CAFFEINE_REFRESH -> new CaffeineRefreshSystem(source, SOURCE_CALLERS);
      case CACHE2K -> new Cache2kSystem(source);
      case JETCACHE -> new JetCacheSystem(source, SOURCE_CALLERS, JETCACHE_PERIOD_MILLIS);
      case HOLLOW -> new HollowSystem(source);
      case MIDNIGHT -> new MidnightSystem(source);
    };
  }
}
