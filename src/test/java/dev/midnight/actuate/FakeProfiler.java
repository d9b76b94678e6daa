package dev.midnight.actuate;

import dev.midnight.spi.ContentionProfile;
import dev.midnight.spi.ContentionProfiler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes one profile, whose result is there at once, and no second one. */
final class FakeProfiler implements ContentionProfiler {

  private @Nullable Duration asked;

  @Nullable Duration asked() {
    return asked;
  }

  @Override
  public boolean start(String cache, Duration duration) {
    if (asked != null) {
      return false;
    }
    asked = duration;
    return true;
  }

  @Override
  public @Nullable ContentionProfile profile(String cache) {
    if (asked == null) {
      return null;
    }
    return new ContentionProfile(
        cache,
        ContentionProfile.State.DONE,
        Instant.EPOCH,
        asked,
        Duration.ofMillis(1),
        null,
        3,
        0,
        List.of(
            new ContentionProfile.CallPath(
                ContentionProfile.Kind.MONITOR,
                "app.Prices.update:7",
                "app.Lock",
                "holder",
                2,
                Duration.ofMillis(3),
                Duration.ofMillis(2),
                List.of("waiter"),
                List.of("app.Prices.update:7"))),
        List.of(
            new ContentionProfile.Lane(
                "blocked",
                1,
                1500,
                List.of(new ContentionProfile.Interval(500, 2000, "app.Lock")))),
        List.of());
  }
}
