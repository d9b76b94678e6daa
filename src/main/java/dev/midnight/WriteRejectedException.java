package dev.midnight;

/** Given to a write's future when readers will never see that write. */
public class WriteRejectedException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  /** With a message that names the cache, the rule and the property to change. */
  public WriteRejectedException(String message) {
    super(message);
  }

  /** As above, keeping the cause. */
  public WriteRejectedException(String message, Throwable cause) {
    super(message, cause);
  }
}
