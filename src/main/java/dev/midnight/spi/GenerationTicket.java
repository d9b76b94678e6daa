package dev.midnight.spi;

import dev.midnight.RefreshResult;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The receipt for an order about generations.
 *
 * @param refusal why nothing is done, or null
 * @param cycle the number of the cycle that carries the order out, or 0 if it is done already
 * @param generation that the order is about
 * @param result completes normally with every outcome; null where no cycle runs
 */
public record GenerationTicket(
    @Nullable Refusal refusal,
    long cycle,
    long generation,
    @Nullable CompletableFuture<RefreshResult> result) {

  /** Of an order that was carried out at once. */
  public static GenerationTicket done(long generation) {
    return new GenerationTicket(null, 0, generation, null);
  }

  /** Of an order that cannot be carried out. */
  public static GenerationTicket refused(String code, String text) {
    return new GenerationTicket(new Refusal(code, text), 0, 0, null);
  }

  /**
   * Why an order was refused.
   *
   * @param code for programs
   * @param text for people: what was wanted, what stands against it, what helps
   */
  public record Refusal(String code, String text) {}
}
