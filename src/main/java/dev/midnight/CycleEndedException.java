package dev.midnight;

/** Thrown to a loader that writes after its refresh was cancelled or has ended. */
public class CycleEndedException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  /** For one refresh cycle of a cache. */
  public CycleEndedException(String cache, long cycle, String how) {
    super(
        ("Cache '%s': refresh cycle %d %s, so its writer takes no more rows."
                + " Nothing of this load is published. Stop loading when context.cancelled() says so.")
            .formatted(cache, cycle, how));
  }
}
