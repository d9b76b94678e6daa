package dev.midnight;

/** What is wrong with a part of a cron expression, and what to write instead. */
final class CronRefusal extends Exception {

  private final String remedy;

  /**
   * @param rule the part, its value and the rule that it breaks, a sentence without its full stop
   * @param remedy what to write instead, a sentence without its full stop
   */
  CronRefusal(String rule, String remedy) {
    super(rule);
    this.remedy = remedy;
  }

  /** The refusal as the caller of {@link CronSchedule#parse} sees it. */
  IllegalArgumentException of(String expression) {
    return new IllegalArgumentException(
        "Cron expression '%s': %s. Nothing is scheduled. %s."
            .formatted(expression, getMessage(), remedy),
        this);
  }
}
