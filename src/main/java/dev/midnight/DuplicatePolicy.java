package dev.midnight;

/** What happens to a row whose key came before in the same load with another value. */
public enum DuplicatePolicy {
  /** The load fails. */
  FAIL,
  /** The first row wins; later ones are dropped and counted. */
  FIRST,
  /** The last row wins; earlier ones are dropped and counted. */
  LAST
}
