package dev.midnight.refresh;

import dev.midnight.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What became of one cache in a cycle before publish; {@code PUBLISHED} means that it may be.
 *
 * @param failure what was thrown, for the log
 */
record Verdict(Outcome outcome, @Nullable String reason, @Nullable Throwable failure) {

  static final Verdict PUBLISHABLE = new Verdict(Outcome.PUBLISHED, null, null);
  static final Verdict UNCHANGED = new Verdict(Outcome.UNCHANGED, null, null);

  static Verdict of(Outcome outcome, String reason) {
    return new Verdict(outcome, reason, null);
  }

  static Verdict failed(Throwable failure) {
    return new Verdict(Outcome.FAILED, Failures.describe(failure), failure);
  }

  boolean good() {
    return outcome == Outcome.PUBLISHED || outcome == Outcome.UNCHANGED;
  }
}
