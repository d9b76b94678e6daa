package dev.midnight.refresh;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How old the data of a load may be: yesterday's export, loaded on time, is still yesterday's.
 *
 * @param most null for any age
 */
public record SourceAge(String cache, @Nullable Duration most) {

  /**
   * Why the data is refused, or null if it is not.
   *
   * @param asOf the time of the data, or null if the loader did not say it
   * @param unchanged whether the loader said that nothing changed; it need not say the time again
   */
  @Nullable String refusal(@Nullable Instant asOf, boolean unchanged, Instant now) {
    if (most == null || (asOf == null && unchanged)) {
      return null;
    }
    if (asOf == null) {
      return "the loader did not say of what time its data is, but at most %s old may it be. Call context.asOf(), or remove %s"
          .formatted(CycleLog.text(most), property());
    }
    Duration age = Duration.between(asOf, now);
    return age.compareTo(most) <= 0
        ? null
        : "its data is of %s, %s ago, but at most %s old may it be. See %s"
            .formatted(asOf, CycleLog.text(age), CycleLog.text(most), property());
  }

  private String property() {
    return "midnight.caches.%s.validate.max-source-age".formatted(cache);
  }
}
