package dev.midnight.spi;

/** Why a refresh did not begin. */
public enum SkipReason {
  /** An operator paused the schedule. */
  PAUSED("paused"),
  /** A load was running, and {@code overrun} is {@code skip}. */
  OVERRUN("overrun"),
  /** The thread of an earlier load, cancelled, has not ended. */
  PREVIOUS_LOAD_STILL_RUNNING("previous-load-still-running"),
  /** Its scheduled time never came, and {@code misfire} is {@code skip}. */
  MISSED("missed"),
  /** A cache that this one depends on was not refreshed. */
  DEPENDENCY_FAILED("dependency-failed"),
  /** A generation is pinned: the load ran and was found good, and is not published. */
  PINNED("pinned"),
  /** The cache is closed. */
  CLOSED("closed");

  private final String code;

  SkipReason(String code) {
    this.code = code;
  }

  /** The word for it in results and meters. */
  public String code() {
    return code;
  }
}
