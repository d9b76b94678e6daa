package dev.midnight.publish;

/** Thrown when a load may not be published because the cache is held at what it serves. */
public final class PublishHeldException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  PublishHeldException(String cache) {
    super(
        "Cache '%s': the load is not published, the cache is held at what it serves. Release it first."
            .formatted(cache));
  }
}
