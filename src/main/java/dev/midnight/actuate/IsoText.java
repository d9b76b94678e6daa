package dev.midnight.actuate;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Writes times in ISO 8601, so that they read the same whatever mapper the application uses. */
final class IsoText {

  private IsoText() {}

  static String of(Instant instant) {
    return instant.toString();
  }

  static @Nullable String ofNullable(@Nullable Instant instant) {
    return instant == null ? null : of(instant);
  }

  /** To the microsecond. */
  static String of(Duration duration) {
    return duration.truncatedTo(ChronoUnit.MICROS).toString();
  }

  static @Nullable String ofNullable(@Nullable Duration duration) {
    return duration == null ? null : of(duration);
  }
}
