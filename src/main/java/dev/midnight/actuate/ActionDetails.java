package dev.midnight.actuate;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** What an operator says beside the word of an action, as it came. */
record ActionDetails(
    @Nullable Long generation,
    @Nullable String reason,
    @Nullable OffsetDateTime until,
    @Nullable Integer seconds) {

  ActionRequest of(Action action) {
    return new ActionRequest(action, generation, PlainText.line(reason), until, seconds);
  }
}
