package dev.midnight.actuate;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** What an operator asks for, made harmless to show again. */
record ActionRequest(
    Action action,
    @Nullable Long generation,
    @Nullable String reason,
    @Nullable OffsetDateTime until,
    @Nullable Integer seconds) {

  @Nullable Instant untilInstant() {
    return until == null ? null : until.toInstant();
  }
}
