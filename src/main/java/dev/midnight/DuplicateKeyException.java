package dev.midnight;

/**
 * The failure of a load that gave different rows for one key under {@link DuplicatePolicy#FAIL}.
 * The message leaves the key out, because it is shown where keys are hidden by default.
 */
public final class DuplicateKeyException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Object key;

  public DuplicateKeyException(Object key, long duplicates) {
    super(
        duplicates
            + " loaded rows repeat a key with a different value, and no rule says which one counts,"
            + " so the load is refused. Make the key unique in the source, or choose with"
            + " midnight.caches.<name>.load.duplicates=first or last.");
    this.key = key;
  }

  /** The first key that was found twice. */
  public Object key() {
    return key;
  }
}
