package dev.midnight.disk;

import dev.midnight.spi.UnreadableGenerationException;

/** Thrown when the bytes of a file are not those that were written. */
final class DamagedFileException extends UnreadableGenerationException {

  private static final long serialVersionUID = 1L;

  DamagedFileException(String message) {
    super(message);
  }
}
