package dev.midnight;

/** Thrown to a loader that puts one key twice with different values, under {@code fail}. */
public class DuplicateKeyException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  private final transient Object key;

  /** The key stays out of the message, which is shown where keys may not be. */
  public DuplicateKeyException(Object key) {
    super(
        "two rows with different values have the same key, and load.duplicates is 'fail'."
            + " Make the key unique, or set load.duplicates to 'first' or 'last'");
    this.key = key;
  }

  /** The key that came twice. */
  public Object key() {
    return key;
  }
}
