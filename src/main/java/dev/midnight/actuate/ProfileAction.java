package dev.midnight.actuate;

import dev.midnight.spi.ContentionProfile;
import dev.midnight.spi.ContentionProfiler;
import dev.midnight.spi.ManagedCache;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The action {@code profile}. It is accepted at once and goes on without its caller, so that no
 * thread of a web server waits for it; its result is in the answer about the cache.
 */
final class ProfileAction {

  private static final int DEFAULT_SECONDS = 10;

  private final @Nullable ContentionProfiler profiler;

  /** Refuses every profile where there is no profiler. */
  ProfileAction(@Nullable ContentionProfiler profiler) {
    this.profiler = profiler;
  }

  @Nullable ContentionProfile profile(String cache) {
    return profiler == null ? null : profiler.profile(cache);
  }

  Answer start(ManagedCache cache, @Nullable Integer seconds) {
    if (profiler == null) {
      return Answer.conflict(
          RefusedBody.noProfile(
              cache.name(), "this JVM has no Flight Recorder", "no-flight-recorder"));
    }
    int wanted = seconds == null ? DEFAULT_SECONDS : seconds;
    if (wanted < 1 || wanted > ContentionProfiler.LONGEST.toSeconds()) {
      return Answer.badRequest(
          RefusedBody.noProfile(
              cache.name(),
              "seconds is %d but must be from 1 to %d"
                  .formatted(wanted, ContentionProfiler.LONGEST.toSeconds()),
              "seconds-out-of-range"));
    }
    if (!profiler.start(cache.name(), Duration.ofSeconds(wanted))) {
      return Answer.conflict(
          RefusedBody.noProfile(
              cache.name(), "another one is being taken: try again after it", "profile-running"));
    }
    return Answer.accepted(new ActionBody(cache.name(), Action.PROFILE.word(), "started", null));
  }
}
