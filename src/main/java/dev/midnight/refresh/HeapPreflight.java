package dev.midnight.refresh;

import dev.midnight.PreflightPolicy;
import dev.midnight.spi.HeapOutlook;
import dev.midnight.spi.HeapVerdict;
import dev.midnight.table.Footprint;
import dev.midnight.table.Table;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Judges before a load whether what it will newly hold fits on the heap. */
public record HeapPreflight(String cache, PreflightPolicy policy, Heap heap) {

  private static final int RESERVED_PART = 10;

  /**
   * What the load is expected to need, or null where nothing is published that could tell. Without
   * an earlier night that tells how much changes, nothing new is expected, and the load may begin.
   */
  @Nullable HeapNeed need(Table<?, ?> published, OptionalDouble usualChange) {
    return policy == PreflightPolicy.OFF || published.size() == 0
        ? null
        : new HeapNeed(Footprint.of(published), usualChange.orElse(0));
  }

  /** Why the load must not begin, or null if it may; where the policy is to warn, it warns here. */
  @Nullable String refusal(@Nullable HeapNeed need) {
    return refusal(need, true);
  }

  /** The same of what is not watched while it grows: it must be certain that it fits. */
  @Nullable String refusalOfUnwatched(@Nullable HeapNeed need) {
    return refusal(need, false);
  }

  private @Nullable String refusal(@Nullable HeapNeed need, boolean watched) {
    HeapVerdict verdict = verdict(need);
    if (need == null || verdict == HeapVerdict.FITS || verdict == HeapVerdict.UNKNOWN) {
      return null;
    }
    if (policy == PreflightPolicy.REFUSE && verdict == HeapVerdict.UNSURE) {
      boolean collected = heap.collect(); // what is dead must not cost the night
      if (collected ? verdict(need) == HeapVerdict.FITS : watched) {
        return null;
      }
    }
    return decide(tooMuch(need));
  }

  /** Whether a load of that need fits, as far as can be told without a collection. */
  HeapVerdict verdict(@Nullable HeapNeed need) {
    if (need == null || need.rows() == 0) {
      return HeapVerdict.UNKNOWN;
    }
    if (need.bytes() <= free()) {
      return HeapVerdict.FITS;
    }
    return need.bytes() <= heap.most() - reserve() - need.published()
        ? HeapVerdict.UNSURE
        : HeapVerdict.TOO_LARGE;
  }

  /** What a load may take. */
  long free() {
    return heap.most() - reserve() - heap.live();
  }

  /** The part of the heap that a collector needs to work in, and others to live on. */
  long reserve() {
    return heap.most() / RESERVED_PART;
  }

  /** What an operator is told of it, or null where nobody looks. */
  @Nullable HeapOutlook outlook(@Nullable HeapNeed need) {
    if (policy == PreflightPolicy.OFF) {
      return null;
    }
    HeapVerdict verdict = verdict(need);
    long needed = need == null || verdict == HeapVerdict.UNKNOWN ? 0 : need.bytes();
    return new HeapOutlook(needed, Math.max(0, free()), verdict);
  }

  private String tooMuch(HeapNeed need) {
    return "it would newly hold about %s, but %s of the heap are free for it: %s, with %s in use and %s kept clear of %s"
        .formatted(
            HeapNeed.mebibytes(need.bytes()),
            HeapNeed.mebibytes(Math.max(0, free())),
            need.arithmetic(),
            HeapNeed.mebibytes(heap.live()),
            HeapNeed.mebibytes(reserve()),
            HeapNeed.mebibytes(heap.most()));
  }

  /** The text with its remedy, or null after a warning. */
  @Nullable String decide(String what) {
    String line = "%s. Raise -Xmx, or see midnight.caches.%s.preflight".formatted(what, cache);
    if (policy == PreflightPolicy.WARN) {
      CycleTrouble.heapShort(cache, line);
      return null;
    }
    return line;
  }
}
