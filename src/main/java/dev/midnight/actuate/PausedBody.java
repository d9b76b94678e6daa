package dev.midnight.actuate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.midnight.spi.CacheStatus;
import org.jspecify.annotations.Nullable;

/** A pause of a schedule. */
@JsonInclude(JsonInclude.Include.ALWAYS)
record PausedBody(String since, @Nullable String reason) {

  static @Nullable PausedBody of(CacheStatus.@Nullable Pause pause) {
    return pause == null ? null : new PausedBody(IsoText.of(pause.since()), pause.reason());
  }
}
