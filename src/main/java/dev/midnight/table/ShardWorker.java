package dev.midnight.table;

import dev.midnight.DuplicatePolicy;
import java.util.Arrays;

/** One worker of a build, with its scratch space and its counts. One thread's. */
final class ShardWorker {

  private final AssemblyPlan plan;
  private final Shard[] target;
  private final SameValue same;
  private final DuplicatePolicy policy;
  private final ShardBuilder builder;
  private final Rows scratch = new Rows(0);
  private ChangeTally tally = new ChangeTally();
  private Duplicates duplicates;

  ShardWorker(
      AssemblyPlan plan, Shard[] target, SameValue same, DuplicatePolicy policy, int mostAlike) {
    this.plan = plan;
    this.builder = new ShardBuilder(plan.geometry(), mostAlike);
    this.target = target;
    this.same = same;
    this.policy = policy;
    this.duplicates = new Duplicates(same, policy);
  }

  void buildUnit(int unit) {
    int units = plan.units();
    Rows[] sources = new Rows[plan.unknown().size() / units];
    Arrays.setAll(sources, i -> plan.unknown().get(unit + i * units));
    RowsByShard rows = new RowsByShard(sources, target.length, target.length / units);
    for (int nth = 0, shard = unit; shard < target.length; nth++, shard += units) {
      target[shard] = buildShard(shard, nth, rows);
    }
  }

  private Shard buildShard(int shard, int nth, RowsByShard rows) {
    scratch.clear();
    ShardEdit edit = new ShardEdit(plan.base()[shard], same, duplicates, scratch);
    edit.putAll(plan.known(), shard);
    rows.insertInto(edit, nth);
    edit.removeAbsent();
    Shard built = edit.finish(builder);
    tally.add(edit.changes());
    return built;
  }

  void drainInto(ChangeTally allChanges, Duplicates allDuplicates) {
    allChanges.add(tally.changes());
    allDuplicates.add(duplicates);
    tally = new ChangeTally();
    duplicates = new Duplicates(same, policy);
  }
}
