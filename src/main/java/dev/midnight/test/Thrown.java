package dev.midnight.test;

/** A throwable of any kind, for a method that may throw exceptions. */
final class Thrown {

  private Thrown() {}

  /** Returns an exception, throws an error. */
  static Exception asException(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof Exception exception ? exception : new Exception(failure);
  }
}
