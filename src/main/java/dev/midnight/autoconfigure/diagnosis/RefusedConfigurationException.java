package dev.midnight.autoconfigure.diagnosis;

/** Thrown at start-up for a configuration that cannot be obeyed. */
public class RefusedConfigurationException extends ExplainedStartException {

  private static final long serialVersionUID = 1L;

  /**
   * With what was refused and why, and what to do.
   *
   * @param description subject, value, rule and consequence
   * @param action the remedy
   */
  public RefusedConfigurationException(String description, String action) {
    super(description, action, null);
  }

  /** As above, keeping the cause. */
  public RefusedConfigurationException(String description, String action, Throwable cause) {
    super(description, action, cause);
  }
}
