package dev.midnight;

/** What a load does with two different rows of one key. Equal rows pass under every policy. */
public enum DuplicatePolicy {
  /** The load fails. */
  FAIL,
  /** The row that was put first stays. */
  FIRST,
  /** The row that was put last stays. */
  LAST
}
