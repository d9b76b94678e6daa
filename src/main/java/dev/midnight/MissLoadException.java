package dev.midnight;

/** Thrown by {@link SnapshotCache#get} where the {@link MissLoader} could not answer. */
public class MissLoadException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  /** With a message that names the cache, the rule and the property to change. */
  public MissLoadException(String message) {
    super(message);
  }

  /** As above, keeping what the loader threw. */
  public MissLoadException(String message, Throwable cause) {
    super(message, cause);
  }
}
