package dev.midnight;

import org.jspecify.annotations.Nullable;

/**
 * The verdict of a {@link SnapshotValidator}.
 *
 * @param reason why it was rejected; null when accepted
 */
public record ValidationResult(boolean accepted, @Nullable String reason) {

  private static final ValidationResult ACCEPTED = new ValidationResult(true, null);

  /** The candidate may be published. */
  public static ValidationResult accept() {
    return ACCEPTED;
  }

  /** The candidate must not be published; the reason is shown to operators. */
  public static ValidationResult reject(String reason) {
    return new ValidationResult(false, reason);
  }
}
