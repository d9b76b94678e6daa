package dev.midnight.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** One phase of a refresh cycle or a delta in a flight recording, on the thread that ran it. */
@Name(PhaseEvent.NAME)
@Label("Refresh Phase")
@Category("Midnight")
@Description("One phase of a refresh cycle or a delta, on the thread that ran it")
@StackTrace(false)
final class PhaseEvent extends Event {

  static final String NAME = "dev.midnight.Phase";

  @Label("Cache")
  @Nullable String cache;

  @Label("Cycle")
  long cycle;

  @Label("Phase")
  @Nullable String phase;

  @Label("Delta")
  boolean delta;

  @Label("Succeeded")
  boolean succeeded;
}
