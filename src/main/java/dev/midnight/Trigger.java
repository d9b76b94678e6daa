package dev.midnight;

/** Why a refresh runs. */
public enum Trigger {
  /** Its schedule said so. */
  SCHEDULE,
  /** The application starts. */
  STARTUP,
  /** A call of {@code refresh()} or an operator's action. */
  MANUAL,
  /** The one before it failed. */
  RETRY,
  /** Another instance published a newer generation. */
  REMOTE,
  /** A scheduled time was missed. */
  CATCH_UP
}
