package dev.midnight.advice;

import com.google.errorprone.annotations.Immutable;
import dev.midnight.spi.Advice;
import org.jspecify.annotations.Nullable;

/** What is looked at, one after the other. */
enum Rule {
  TOOL(ToolRules::tool),
  SHARDS(BufferRules::shards),
  HOT_SHARD(BufferRules::hotShard),
  CAPACITY(BufferRules::capacity),
  LONGER_INTERVAL(IntervalRules::longer),
  SHORTER_INTERVAL(IntervalRules::shorter);

  private final Judge judge;

  Rule(Judge judge) {
    this.judge = judge;
  }

  /**
   * Judges these figures.
   *
   * @param standing whether this rule advised something when it was asked before
   */
  @Nullable Advice judge(Observed seen, boolean standing) {
    return judge.judge(seen, new Border(standing));
  }

  /** A pure function. */
  @Immutable
  @FunctionalInterface
  private interface Judge {
    @Nullable Advice judge(Observed seen, Border border);
  }
}
