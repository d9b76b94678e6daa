package dev.midnight.autoconfigure.properties;

/** How an application's start waits for the first load of a cache. */
public enum StartupMode {
  /** The start waits: no request is served before the load has ended. */
  BLOCK,
  /** The load begins with the application, which does not wait for it. */
  BACKGROUND,
  /** Nothing is loaded before the first scheduled time or the first call of {@code refresh()}. */
  OFF
}
