package dev.midnight.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A drain of online writes that was published, in a flight recording. */
@Name(DrainEvent.NAME)
@Label("Drain")
@Category("Midnight")
@Description("A merge of buffered writes into a new version")
@StackTrace(false)
final class DrainEvent extends Event {

  static final String NAME = "dev.midnight.Drain";

  @Label("Cache")
  @Nullable String cache;

  @Label("Writes")
  int writes;
}
