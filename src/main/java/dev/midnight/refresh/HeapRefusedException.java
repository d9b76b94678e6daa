package dev.midnight.refresh;

/** Ends a load for which there is not enough heap. */
final class HeapRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  HeapRefusedException(String message) {
    super(message);
  }
}
