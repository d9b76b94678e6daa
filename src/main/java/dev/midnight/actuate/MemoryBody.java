package dev.midnight.actuate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.midnight.spi.CacheStatus;
import dev.midnight.spi.HeapOutlook;
import org.jspecify.annotations.Nullable;

/**
 * The heap that a snapshot takes, and that the next load will.
 *
 * @param bytes of the table itself, keys and values aside
 * @param retained older generations of which somebody still holds a snapshot
 * @param nextLoad null where {@code preflight} is off
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record MemoryBody(long bytes, int retained, @Nullable NextLoadBody nextLoad) {

  static MemoryBody of(CacheStatus status, @Nullable HeapOutlook heap) {
    return new MemoryBody(status.bytes(), status.retained(), NextLoadBody.ofNullable(heap));
  }

  /**
   * Whether there is heap for the next load.
   *
   * @param needed bytes that it is expected to hold newly; 0 where nothing tells
   * @param free bytes that it may take
   */
  record NextLoadBody(long needed, long free, String verdict) {

    static @Nullable NextLoadBody ofNullable(@Nullable HeapOutlook heap) {
      return heap == null
          ? null
          : new NextLoadBody(heap.needed(), heap.free(), heap.verdict().name());
    }
  }
}
