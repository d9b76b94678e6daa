package dev.midnight.spi;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Thrown when a stored generation is damaged, or not one of this cache and these types. */
public class UnreadableGenerationException extends IOException {

  private static final long serialVersionUID = 1L;

  /** With a message that says what is wrong with it. */
  public UnreadableGenerationException(String message) {
    this(message, null);
  }

  /** With what the codec said. */
  public UnreadableGenerationException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
