package dev.midnight;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The instants at which a schedule runs in one zone: a fixed, strictly increasing sequence, whose
 * next member depends on the given instant alone, not on where an earlier question began.
 */
interface CronTimeline {

  /** The first run strictly after this instant, null if there is none. */
  @Nullable Instant next(Instant after);
}
