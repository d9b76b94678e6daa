package dev.midnight.publish;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order that loads are not to be published, while something is.
 *
 * @param until when it ends by itself, or null
 */
record Hold(@Nullable Instant until) {

  boolean inForce(Instant now) {
    return until == null || now.isBefore(until);
  }
}
