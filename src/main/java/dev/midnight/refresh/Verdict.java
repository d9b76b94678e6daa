package dev.midnight.refresh;

import dev.midnight.Outcome;
import dev.midnight.spi.LoadRefusedException;
import dev.midnight.spi.SkipReason;
import org.jspecify.annotations.Nullable;

/**
 * What became of one cache in a cycle before publish; {@code PUBLISHED} means that it may be.
 *
 * @param failure what was thrown, for the log
 */
record Verdict(Outcome outcome, @Nullable String reason, @Nullable Throwable failure) {

  static final Verdict PUBLISHABLE = new Verdict(Outcome.PUBLISHED, null, null);
  static final Verdict UNCHANGED = new Verdict(Outcome.UNCHANGED, null, null);

  /** It could be published, if no generation were pinned. */
  static final Verdict PINNED = new Verdict(Outcome.SKIPPED, SkipReason.PINNED.code(), null);

  static Verdict of(Outcome outcome, String reason) {
    return new Verdict(outcome, reason, null);
  }

  static Verdict failed(Throwable failure) {
    return new Verdict(Outcome.FAILED, Failures.describe(failure), failure);
  }

  /**
   * On what a guarded load threw. Its guard's refusal is a reason, not a failure to be traced; an
   * interrupt is handed on to the calling thread, which catches it.
   */
  static Verdict thrown(Throwable failure) {
    if (failure instanceof LoadRefusedException refused) {
      return of(Outcome.FAILED, Failures.line(String.valueOf(refused.getMessage())));
    }
    if (failure instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    return failed(failure);
  }

  boolean good() {
    return outcome == Outcome.PUBLISHED || outcome == Outcome.UNCHANGED;
  }
}
