package dev.midnight.actuate;

import dev.midnight.spi.GenerationDiff;
import dev.midnight.spi.ManagedCache;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers what a kept generation would change: counts for all, keys and values for some. */
final class DiffAnswers {

  static final String PART = "diff";

  private DiffAnswers() {}

  static Answer ask(ManagedCache cache, @Nullable Long generation, boolean shown) {
    GenerationDiff diff = cache.diff(generation);
    return diff == null
        ? Answer.notFound(
            new RefusedBody(notKept(cache, generation), "not-kept", List.of(), List.of()))
        : Answer.ok(DiffBody.of(cache.name(), diff, shown));
  }

  private static String notKept(ManagedCache cache, @Nullable Long generation) {
    return generation == null
        ? "Cache '%s': no rejected generation is kept that could be compared."
            .formatted(cache.name())
        : "Cache '%s': generation %d is not kept, so that it cannot be compared. See midnight.caches.%s.store.keep."
            .formatted(cache.name(), generation, cache.name());
  }
}
