package dev.midnight.storm.systems;

import java.io.IOException;

/** The systems by the names that are printed. */
public enum SystemName {
  CLEAR_AND_PUT_ALL("ConcurrentHashMap, clear + putAll") {
    @Override
    public PriceSystem of(PriceList source) {
      return new MapSystem(source, true);
    }
  },
  PUT_ALL("ConcurrentHashMap, putAll") {
    @Override
    public PriceSystem of(PriceList source) {
      return new MapSystem(source, false);
    }
  },
  READ_WRITE_LOCK("read-write lock") {
    @Override
    public PriceSystem of(PriceList source) {
      return new LockedSystem(source);
    }
  },
  SWAP("swap of HashMaps") {
    @Override
    public PriceSystem of(PriceList source) {
      return new SwappedSystem(source);
    }
  },
  CAFFEINE_PUT_ALL("Caffeine, putAll") {
    @Override
    public PriceSystem of(PriceList source) {
      return new CaffeineSystem(source);
    }
  },
  CAFFEINE_REFRESH("Caffeine, refreshAfterWrite") {
    @Override
    public PriceSystem of(PriceList source) {
      return new CaffeineRefreshSystem(source, SOURCE_CALLERS);
    }
  },
  CACHE2K("cache2k, putAll") {
    @Override
    public PriceSystem of(PriceList source) {
      return new Cache2kSystem(source);
    }
  },
  JETCACHE("JetCache, refresh") {
    @Override
    public PriceSystem of(PriceList source) {
      return new JetCacheSystem(source, SOURCE_CALLERS, 5_000);
    }
  },
  HOLLOW("Hollow") {
    @Override
    public PriceSystem of(PriceList source) throws IOException {
      return new HollowSystem(source);
    }
  },
  MIDNIGHT("Midnight") {
    @Override
    public PriceSystem of(PriceList source) {
      return new MidnightSystem(source);
    }
  };

  /** Threads that call the source for single keys. */
  static final int SOURCE_CALLERS = 16;

  private final String title;

  SystemName(String title) {
    this.title = title;
  }

  /** For tables. */
  public String title() {
    return title;
  }

  /** A system over a source, not filled yet. */
  public abstract PriceSystem of(PriceList source) throws IOException;
}
