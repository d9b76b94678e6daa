package dev.midnight;

/** Thrown by a read before the first snapshot was published. */
public class SnapshotNotLoadedException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  /** For the cache of that name. */
  public SnapshotNotLoadedException(String cache) {
    super(
        "Cache '%s' holds no snapshot yet: its first load has not succeeded. Reads fail until it does."
                .formatted(cache)
            + " Call refresh(), or see midnight.caches.%s.startup and the log of the first load."
                .formatted(cache));
  }
}
