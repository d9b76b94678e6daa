package dev.midnight.write;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The future of one caller: nobody else has it, so that cancelling it touches nobody else. A link
 * of the list of those that are completed together; the link is cut when it is claimed, so that a
 * future kept by its caller keeps no other alive.
 */
final class PendingWrite extends CompletableFuture<Void> {

  /** Written by the writer before it is added; by the claimer after it. */
  @Nullable PendingWrite next;

  /** How many are in the list from here on. Written by the writer before it is added. */
  int depth;

  /** What is derived from it is an ordinary future. */
  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new CompletableFuture<>();
  }
}
