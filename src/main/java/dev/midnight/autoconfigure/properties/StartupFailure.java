package dev.midnight.autoconfigure.properties;

/** What becomes of the application when the first load of a cache fails. */
public enum StartupFailure {
  /** The application does not start. */
  FAIL,
  /** The application starts without the cache, whose reads fail until a later refresh succeeds. */
  CONTINUE
}
