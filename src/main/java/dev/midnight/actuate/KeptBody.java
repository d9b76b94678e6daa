package dev.midnight.actuate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.midnight.spi.GenerationRecord;
import dev.midnight.spi.StoredGeneration;
import org.jspecify.annotations.Nullable;

/**
 * A stored generation.
 *
 * @param changes from the one that was published before it; of a rejected one, what it would have
 *     changed
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record KeptBody(
    long generation,
    String standing,
    @Nullable String reason,
    long cycle,
    long size,
    long bytes,
    String loadedAt,
    String savedAt,
    @Nullable String asOf,
    CycleBody.ChangesBody changes) {

  static KeptBody of(StoredGeneration stored) {
    GenerationRecord about = stored.about();
    return new KeptBody(
        stored.generation(),
        stored.standing().name(),
        about.reason(),
        about.cycle(),
        stored.size(),
        stored.bytes(),
        IsoText.of(about.loadedAt()),
        IsoText.of(stored.savedAt()),
        IsoText.ofNullable(about.asOf()),
        CycleBody.ChangesBody.of(about.changes()));
  }
}
