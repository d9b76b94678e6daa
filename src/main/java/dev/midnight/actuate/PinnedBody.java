package dev.midnight.actuate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.midnight.spi.CacheMemory;
import org.jspecify.annotations.Nullable;

/** The generation that an operator holds on to. */
@JsonInclude(JsonInclude.Include.ALWAYS)
record PinnedBody(long generation, String since, @Nullable String until, @Nullable String reason) {

  static @Nullable PinnedBody of(CacheMemory.@Nullable Pin pin) {
    return pin == null
        ? null
        : new PinnedBody(
            pin.generation(),
            IsoText.of(pin.since()),
            IsoText.ofNullable(pin.until()),
            pin.reason());
  }
}
