package dev.midnight.advice;

import static dev.midnight.advice.Figures.count;
import static dev.midnight.advice.Figures.time;

import dev.midnight.spi.Advice;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Advises one cache, and remembers which advice stands. Thread-safe: two who ask at once may both
 * judge, by the same figures.
 */
public final class Adviser {

  private volatile Set<Rule> standing = Set.of();

  /** What to set otherwise; one sentence alone where too little was seen. */
  public List<Advice> advise(Observed seen) {
    if (tooLittle(seen)) {
      return List.of(notYet(seen));
    }
    Set<Rule> before = standing;
    Set<Rule> now = EnumSet.noneOf(Rule.class);
    List<Advice> all = new ArrayList<>();
    for (Rule rule : Rule.values()) {
      Advice advice = rule.judge(seen, before.contains(rule));
      if (advice != null) {
        now.add(rule);
        all.add(advice);
      }
    }
    standing = now;
    return List.copyOf(all);
  }

  private static boolean tooLittle(Observed seen) {
    return seen.operations() < Thresholds.LEAST_OPERATIONS
        || seen.over().compareTo(Thresholds.LEAST_TIME) < 0;
  }

  private static Advice notYet(Observed seen) {
    return Advice.remark(
        "Not enough seen yet: %s operations in %s; settings are advised from %s operations and %s on."
            .formatted(
                count(seen.operations()),
                time(seen.over()),
                count(Thresholds.LEAST_OPERATIONS),
                time(Thresholds.LEAST_TIME)));
  }
}
