package dev.midnight;

/** Thrown, or given to a future, when a closed cache is asked to change. Reads go on. */
public class CacheClosedException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  /** For the cache of that name and what it was asked to do. */
  public CacheClosedException(String cache, String action) {
    super(
        "Cache '%s' is closed: %s is refused. Reads go on from its last snapshot."
            .formatted(cache, action));
  }
}
