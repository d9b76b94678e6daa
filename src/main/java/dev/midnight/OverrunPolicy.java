package dev.midnight;

/** What happens to a scheduled time that meets a running load. */
public enum OverrunPolicy {
  /** One refresh follows the running one. */
  QUEUE,
  /** The scheduled time is skipped and counted. */
  SKIP
}
