package dev.midnight.benchmarks;

/** One line of the printed table: our figure beside a peer's of the same run. */
record Row(String group, String title, String unit, double ours, String peer, double peers, Goal goal) {

  /** A figure that no peer stands beside. */
  static Row alone(String group, String title, String unit, double ours, Goal goal) {
    return new Row(group, title, unit, ours, "", Double.NaN, goal);
  }

  double ratio() {
    return ours / peers;
  }

  String verdict() {
    return goal.verdict(ours, peers);
  }
}
