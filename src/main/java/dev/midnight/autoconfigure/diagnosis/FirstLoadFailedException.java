package dev.midnight.autoconfigure.diagnosis;

/** Thrown at start-up when a cache without which the application must not run has no data. */
public class FirstLoadFailedException extends ExplainedStartException {

  private static final long serialVersionUID = 1L;

  /**
   * For one cache or group.
   *
   * @param subject such as {@code Cache 'cities'}
   * @param reason how its first load ended
   * @param property that lets the application start all the same
   */
  public FirstLoadFailedException(String subject, String reason, String property) {
    super(
        "%s could not be loaded: %s. Its startup-failure is 'fail', so the application does not start."
            .formatted(subject, reason),
        ("Mend the source; the log of the load says more. Or set %s to 'continue' to start without"
                + " its data: reads fail until a later refresh succeeds.")
            .formatted(property),
        null);
  }
}
