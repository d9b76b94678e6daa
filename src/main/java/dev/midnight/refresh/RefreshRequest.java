package dev.midnight.refresh;

import dev.midnight.Trigger;
import java.time.Instant;

/**
 * The wish for a refresh.
 *
 * @param dryRun whether nothing is to be published
 * @param since when it was due or asked for
 */
public record RefreshRequest(Trigger trigger, boolean dryRun, Instant since) {}
