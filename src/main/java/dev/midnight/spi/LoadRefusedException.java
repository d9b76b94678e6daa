package dev.midnight.spi;

/**
 * Thrown by a {@link LoadGuard} that lets no load through. Its message is the whole reason: it has
 * no stack, since nothing went wrong where it was thrown.
 */
public final class LoadRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With the guard, why it refuses, and until when or how to change it. */
  public LoadRefusedException(String reason) {
    super(reason, null, false, false);
  }
}
