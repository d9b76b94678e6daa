package dev.midnight.autoconfigure.diagnosis;

import org.jspecify.annotations.Nullable;

/** Thrown when an application cannot start, with what to do about it. */
public abstract class ExplainedStartException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String description;
  private final String action;

  ExplainedStartException(String description, String action, @Nullable Throwable cause) {
    super(description + " " + action, cause);
    this.description = description;
    this.action = action;
  }

  /** Subject, value, rule and consequence. */
  public String description() {
    return description;
  }

  /** The remedy. */
  public String action() {
    return action;
  }
}
