package dev.midnight.spi;

/** What an operator wants to know of a cache first. */
public enum CacheState {
  /** It holds no snapshot yet: reads fail. */
  UNLOADED,
  /** It serves, and is younger than {@code max-staleness}. */
  FRESH,
  /** It serves, but is older than {@code max-staleness}. */
  STALE,
  /** It was closed: reads go on, nothing else. */
  CLOSED
}
