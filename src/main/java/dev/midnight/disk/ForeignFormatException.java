package dev.midnight.disk;

import dev.midnight.spi.UnreadableGenerationException;

/** Thrown for a file that is whole, but of another version of the format. */
final class ForeignFormatException extends UnreadableGenerationException {

  private static final long serialVersionUID = 1L;

  ForeignFormatException(int version) {
    super(
        "It has format version %d; this version of Midnight reads %d. It stays, for the version that wrote it."
            .formatted(version, GenerationHeader.VERSION));
  }
}
