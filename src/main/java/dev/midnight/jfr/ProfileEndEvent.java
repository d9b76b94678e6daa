package dev.midnight.jfr;

import jdk.jfr.Category;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/**
 * The end of a profile: what is streamed up to it has happened before. Enabled by profiles only.
 */
@Name(ProfileEndEvent.NAME)
@Label("Profile End")
@Category("Midnight")
@Enabled(false)
@StackTrace(false)
final class ProfileEndEvent extends Event {

  static final String NAME = "dev.midnight.ProfileEnd";
}
