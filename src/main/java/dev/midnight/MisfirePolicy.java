package dev.midnight;

/** What happens to scheduled times that were missed. */
public enum MisfirePolicy {
  /** One refresh makes up for all of them. */
  CATCH_UP_ONCE,
  /** None; the next scheduled time runs. */
  SKIP
}
