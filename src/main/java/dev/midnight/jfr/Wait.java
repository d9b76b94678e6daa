package dev.midnight.jfr;

import dev.midnight.spi.ContentionProfile;
import java.time.Duration;
import java.util.List;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import org.jspecify.annotations.Nullable;

/** One wait of a thread, as the Flight Recorder saw it. */
record Wait(
    ContentionProfile.Kind kind,
    String thread,
    String blockedOn,
    @Nullable String heldBy,
    Duration duration,
    List<String> frames) {

  static Wait ofMonitor(RecordedEvent event) {
    RecordedThread owner = event.getThread("previousOwner");
    return new Wait(
        ContentionProfile.Kind.MONITOR,
        name(event.getThread()),
        type(event.getClass("monitorClass")),
        owner == null ? null : name(owner),
        event.getDuration(),
        Frames.of(event.getStackTrace()));
  }

  static Wait ofPark(RecordedEvent event) {
    RecordedClass blocker = event.getClass("parkedClass");
    return new Wait(
        blocker == null ? ContentionProfile.Kind.UNKNOWN : ContentionProfile.Kind.PARK,
        name(event.getThread()),
        type(blocker),
        null,
        event.getDuration(),
        Frames.of(event.getStackTrace()));
  }

  static Wait ofSocketRead(RecordedEvent event) {
    String host = event.getString("host");
    return new Wait(
        ContentionProfile.Kind.SOCKET_READ,
        name(event.getThread()),
        (host == null || host.isEmpty() ? event.getString("address") : host)
            + ":"
            + event.getInt("port"),
        null,
        event.getDuration(),
        Frames.of(event.getStackTrace()));
  }

  /** Whether it is known to have waited for another thread. */
  boolean blocked() {
    return kind != ContentionProfile.Kind.UNKNOWN;
  }

  private static String type(@Nullable RecordedClass type) {
    return type == null ? "no known lock" : type.getName();
  }

  private static String name(@Nullable RecordedThread thread) {
    if (thread == null) {
      return "an unknown thread";
    }
    String name = thread.getJavaName();
    return name == null || name.isEmpty() ? String.valueOf(thread.getOSName()) : name;
  }
}
