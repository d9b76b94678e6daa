package dev.midnight.benchmarks;

/**
 * What is asked of one row: a limit for our figure, or for its ratio to the peer's; {@code NaN} where
 * the figures are only shown.
 */
record Goal(Rule rule, double limit) {

  static final Goal NONE = new Goal(Rule.NONE, Double.NaN);

  enum Rule {
    NONE(""),
    RATIO_AT_MOST("≤ %.2f ×"),
    RATIO_AT_LEAST("≥ %.2f ×"),
    AT_MOST("≤ %.4g");

    private final String pattern;

    Rule(String pattern) {
      this.pattern = pattern;
    }
  }

  static Goal ratioAtMost(double limit) {
    return new Goal(Rule.RATIO_AT_MOST, limit);
  }

  static Goal ratioAtLeast(double limit) {
    return new Goal(Rule.RATIO_AT_LEAST, limit);
  }

  static Goal atMost(double limit) {
    return new Goal(Rule.AT_MOST, limit);
  }

  String verdict(double ours, double peers) {
    boolean met =
        switch (rule) {
          case NONE -> true;
          case RATIO_AT_MOST -> ours / peers <= limit;
          case RATIO_AT_LEAST -> ours / peers >= limit;
          case AT_MOST -> ours <= limit;
        };
    return rule == Rule.NONE ? "" : met ? "met" : "MISSED";
  }

  @Override
  public String toString() {
    return rule == Rule.NONE ? "" : String.format(rule.pattern, limit);
  }
}
