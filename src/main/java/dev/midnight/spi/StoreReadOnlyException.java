package dev.midnight.spi;

import java.io.IOException;

/** Thrown when another process holds the right to write to a store; reading goes on. */
public class StoreReadOnlyException extends IOException {

  private static final long serialVersionUID = 1L;

  /** With a message that says who may write and what to do. */
  public StoreReadOnlyException(String message) {
    super(message);
  }
}
