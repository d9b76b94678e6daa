package dev.midnight.spi;

import dev.midnight.RefreshResult;
import java.util.concurrent.CompletableFuture;

/**
 * The receipt for a refresh that was asked for.
 *
 * @param cycle the number of the cycle that answers, or 0 if none will
 * @param joined whether that cycle was asked for before
 * @param result completes normally with every outcome
 */
public record RefreshTicket(long cycle, boolean joined, CompletableFuture<RefreshResult> result) {}
