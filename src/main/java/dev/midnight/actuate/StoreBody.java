package dev.midnight.actuate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.midnight.spi.StoreStatus;
import org.jspecify.annotations.Nullable;

/** How the store is doing; {@code failure} is null while its last call went well. */
@JsonInclude(JsonInclude.Include.ALWAYS)
record StoreBody(
    long savedGeneration,
    @Nullable String savedAt,
    @Nullable String failure,
    @Nullable String failedAt) {

  static @Nullable StoreBody of(@Nullable StoreStatus store) {
    return store == null
        ? null
        : new StoreBody(
            store.savedGeneration(),
            IsoText.ofNullable(store.savedAt()),
            store.failure(),
            IsoText.ofNullable(store.failedAt()));
  }
}
