package dev.midnight.spi;

/** Whether the next load of a cache fits on the heap beside what is published. */
public enum HeapVerdict {
  /** What it is expected to need newly is free. */
  FITS,
  /**
   * It fits if enough of what the last collection left is dead. It begins, and is watched; a JVM
   * that can collect beside the application is asked to do so first.
   */
  UNSURE,
  /** Not even if nothing but the published entries lived. */
  TOO_LARGE,
  /** Nothing tells how much of it will be new. It begins, and is watched. */
  UNKNOWN
}
