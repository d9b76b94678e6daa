package dev.midnight.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** The moment in which a snapshot became current, in a flight recording. */
@Name(PublishEvent.NAME)
@Label("Publish")
@Category("Midnight")
@Description("A snapshot became current: readers see it from here on")
@StackTrace(false)
final class PublishEvent extends Event {

  static final String NAME = "dev.midnight.Publish";

  @Label("Cache")
  @Nullable String cache;

  @Label("Version")
  long version;

  @Label("Generation")
  long generation;

  @Label("By Refresh")
  boolean byRefresh;

  @Label("Added")
  long added;

  @Label("Updated")
  long updated;

  @Label("Removed")
  long removed;
}
