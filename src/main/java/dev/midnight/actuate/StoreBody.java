package dev.midnight.actuate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.midnight.spi.GenerationStatus;
import dev.midnight.spi.StoreStatus;
import org.jspecify.annotations.Nullable;

/**
 * How the store is doing.
 *
 * @param failure null while its last call went well
 * @param notWarm why nothing was served from the stores of its group at the start, or null
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record StoreBody(
    long savedGeneration,
    @Nullable String savedAt,
    @Nullable String failure,
    @Nullable String failedAt,
    @Nullable String notWarm) {

  static @Nullable StoreBody of(GenerationStatus generations) {
    StoreStatus store = generations.store();
    return store == null
        ? null
        : new StoreBody(
            store.savedGeneration(),
            IsoText.ofNullable(store.savedAt()),
            store.failure(),
            IsoText.ofNullable(store.failedAt()),
            generations.notWarm());
  }
}
