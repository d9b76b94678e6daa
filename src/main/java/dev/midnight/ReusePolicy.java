package dev.midnight;

/** When a refresh keeps yesterday's value instead of the loaded one. */
public enum ReusePolicy {
  /**
   * When both are provably the same: JDK value types by {@code equals}, records component by
   * component, never by an {@code equals} of the application's own.
   */
  AUTO,
  /** When {@code equals} says so. */
  EQUALS,
  /** Only when both are one object. */
  NEVER
}
