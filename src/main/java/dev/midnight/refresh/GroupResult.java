package dev.midnight.refresh;

import dev.midnight.Changes;
import dev.midnight.Outcome;
import dev.midnight.Phase;
import dev.midnight.RefreshResult;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The results of a group's members as one: the worst outcome, the sums of rows and changes. */
public final class GroupResult {

  private static final List<Outcome> WORST_FIRST =
      List.of(
          Outcome.FAILED,
          Outcome.REJECTED,
          Outcome.NOT_READY,
          Outcome.CANCELLED,
          Outcome.SKIPPED,
          Outcome.PUBLISHED,
          Outcome.UNCHANGED);

  private GroupResult() {}

  /** Of at least one member. */
  public static RefreshResult of(List<RefreshResult> members) {
    RefreshResult worst =
        members.stream()
            .min(Comparator.comparingInt(result -> WORST_FIRST.indexOf(result.outcome())))
            .orElseThrow();
    return new RefreshResult(
        worst.outcome(),
        worst.reason(),
        members.stream().mapToLong(RefreshResult::generation).max().orElse(0),
        members.stream().mapToLong(RefreshResult::version).max().orElse(0),
        members.stream().mapToLong(RefreshResult::rows).sum(),
        members.stream().map(RefreshResult::changes).reduce(Changes.NONE, GroupResult::sum),
        members.stream().map(RefreshResult::duration).max(Duration::compareTo).orElseThrow(),
        phases(members));
  }

  private static Changes sum(Changes one, Changes other) {
    return new Changes(
        one.added() + other.added(),
        one.updated() + other.updated(),
        one.removed() + other.removed(),
        one.unchanged() + other.unchanged());
  }

  private static Map<Phase, Duration> phases(List<RefreshResult> members) {
    Map<Phase, Duration> phases = new EnumMap<>(Phase.class);
    for (RefreshResult member : members) {
      member
          .phases()
          .forEach(
              (phase, took) -> phases.merge(phase, took, (a, b) -> a.compareTo(b) > 0 ? a : b));
    }
    return phases;
  }
}
