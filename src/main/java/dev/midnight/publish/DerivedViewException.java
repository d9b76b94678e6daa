package dev.midnight.publish;

/** Thrown when a derived view could not be built: what it belongs to is not published. */
public final class DerivedViewException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  DerivedViewException(String cache, String view, Throwable cause) {
    super(
        "Cache '%s': derived view %s could not be built: %s. A snapshot is published with all its views or not at all, so the one before it stays. Correct the function given to derive()."
            .formatted(cache, view, cause),
        cause);
  }
}
