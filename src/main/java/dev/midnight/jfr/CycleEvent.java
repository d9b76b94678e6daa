package dev.midnight.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A refresh cycle, or a delta, of one cache in a flight recording. */
@Name(CycleEvent.NAME)
@Label("Refresh Cycle")
@Category("Midnight")
@Description("A refresh cycle, or a delta, of one cache, from the end of the queue to its report")
@StackTrace(false)
final class CycleEvent extends Event {

  static final String NAME = "dev.midnight.Cycle";

  @Label("Cache")
  @Nullable String cache;

  @Label("Cycle")
  long cycle;

  @Label("Trigger")
  @Nullable String trigger;

  @Label("Dry Run")
  boolean dryRun;

  @Label("Delta")
  @Description("Whether it read what changed, and not the whole data set")
  boolean delta;

  @Label("Outcome")
  @Nullable String outcome;

  @Label("Generation")
  long generation;

  @Label("Version")
  long version;

  @Label("Rows")
  long rows;
}
