package dev.midnight;

/** When a refresh keeps the previous value object of a key. */
public enum ReusePolicy {
  /** When it is provably the same: JDK value types by equals, records component by component. */
  AUTO,
  /** When the values' own equals says so. */
  EQUALS,
  /** Never: each loaded value replaces the one before. */
  NEVER
}
