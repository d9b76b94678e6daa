package dev.midnight.jfr;

import dev.midnight.jfr.RunningPhases.Running;
import dev.midnight.spi.ContentionProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;

/**
 * The events of a profile, summed up as they stream by, in bounded memory. Its monitor guards it:
 * the stream's thread adds, the profile's takes the result.
 */
final class ProfileEvents {

  private final Duration threshold;
  private final CallPaths paths = new CallPaths();
  private final ProfileLane phases;
  private final ProfileLane cycles;
  private final ProfileLane drains;
  private final ProfileLane publishes;
  private final ProfileLane blocked;
  private final ProfileLane parked;
  private final ProfileLane reads;
  private final ProfileLane collections;
  private final ProfileLane pauses;
  private Instant start = Instant.EPOCH;
  private List<Running> runningAtStart = List.of();
  private long idle;

  ProfileEvents(Duration duration, Duration threshold) {
    this.threshold = threshold;
    double end = millis(duration);
    phases = new ProfileLane("phases", end);
    cycles = new ProfileLane("cycles", end);
    drains = new ProfileLane("drains", end);
    publishes = new ProfileLane("publishes", end);
    blocked = new ProfileLane("blocked", end);
    parked = new ProfileLane("parked", end);
    reads = new ProfileLane("socket-reads", end);
    collections = new ProfileLane("gc", end);
    pauses = new ProfileLane("gc-pauses", end);
  }

  void subscribe(RecordingStream stream) {
    stream.enable("jdk.JavaMonitorEnter").withThreshold(threshold).withStackTrace();
    stream.enable("jdk.ThreadPark").withThreshold(threshold).withStackTrace();
    stream
        .enable("jdk.SocketRead")
        .withThreshold(threshold)
        .withStackTrace()
        .with("throttle", "off"); // which later JDKs have
    stream.enable("jdk.GarbageCollection").withoutThreshold();
    stream.enable("jdk.GCPhasePause").withoutThreshold();
    for (String own :
        List.of(CycleEvent.NAME, PhaseEvent.NAME, DrainEvent.NAME, PublishEvent.NAME)) {
      stream.enable(own).withoutThreshold();
    }
    on(stream, "jdk.JavaMonitorEnter", event -> blocked(event, Wait.ofMonitor(event)));
    on(stream, "jdk.ThreadPark", event -> blocked(event, Wait.ofPark(event)));
    on(stream, "jdk.SocketRead", this::read);
    on(stream, "jdk.GarbageCollection", event -> add(collections, event, event.getString("name")));
    on(stream, "jdk.GCPhasePause", event -> add(pauses, event, event.getString("name")));
    on(stream, CycleEvent.NAME, event -> add(cycles, event, label(event)));
    on(stream, PhaseEvent.NAME, this::phase);
    on(stream, DrainEvent.NAME, event -> add(drains, event, event.getString("cache")));
    on(stream, PublishEvent.NAME, this::published);
  }

  /**
   * Starts the stream, and the profile's time with it: to start a recording may take seconds. No
   * event is seen before that time is known.
   */
  synchronized void start(RecordingStream stream, RunningPhases running) {
    stream.startAsync();
    start = Instant.now();
    runningAtStart = running.now();
  }

  private void on(RecordingStream stream, String name, Consumer<RecordedEvent> action) {
    stream.onEvent(
        name,
        event -> {
          synchronized (this) {
            action.accept(event);
          }
        });
  }

  private void blocked(RecordedEvent event, Wait wait) {
    if (Frames.idle(wait.frames())) {
      idle++;
    } else {
      paths.add(wait);
      add(wait.blocked() ? blocked : parked, event, wait.blockedOn());
    }
  }

  private void read(RecordedEvent event) {
    Wait wait = Wait.ofSocketRead(event);
    paths.add(wait);
    add(reads, event, wait.blockedOn());
  }

  private void published(RecordedEvent event) {
    add(publishes, event, event.getString("cache") + " version " + event.getLong("version"));
  }

  /** The event of a phase that began before the recording does not know when. */
  private void phase(RecordedEvent event) {
    String cache = event.getString("cache");
    String phase = event.getString("phase");
    long cycle = event.getLong("cycle");
    Instant from =
        runningAtStart.stream()
            .filter(running -> running.is(cache, cycle, phase))
            .map(Running::since)
            .findFirst()
            .orElse(event.getStartTime());
    phases.add(at(from), at(event.getEndTime()), label(event) + " " + phase);
  }

  private static String label(RecordedEvent event) {
    return RunningPhases.label(event.getString("cache"), event.getBoolean("delta"));
  }

  /** Adds the phases that outlast the profile. */
  synchronized void stillRunning(List<Running> runningAtEnd, Instant end) {
    runningAtEnd.forEach(running -> phases.add(at(running.since()), at(end), running.label()));
  }

  synchronized ContentionProfile into(ContentionProfile begun, ContentionProfile.State state) {
    List<ProfileLane> lanes =
        List.of(cycles, phases, drains, publishes, blocked, parked, reads, collections, pauses);
    return new ContentionProfile(
        begun.cache(),
        state,
        start,
        begun.duration(),
        begun.threshold(),
        begun.failure(),
        idle,
        paths.dropped(),
        paths.top(),
        lanes.stream().map(ProfileLane::result).toList(),
        overlaps(lanes));
  }

  private static List<ContentionProfile.Overlap> overlaps(List<ProfileLane> lanes) {
    List<ContentionProfile.Overlap> overlaps = new ArrayList<>();
    for (int i = 0; i < lanes.size(); i++) {
      for (ProfileLane with : lanes.subList(i + 1, lanes.size())) {
        double millis = lanes.get(i).overlapMillis(with);
        if (millis > 0) {
          overlaps.add(new ContentionProfile.Overlap(lanes.get(i).name(), with.name(), millis));
        }
      }
    }
    overlaps.sort(Comparator.comparingDouble(ContentionProfile.Overlap::millis).reversed());
    return overlaps;
  }

  private void add(ProfileLane lane, RecordedEvent event, String label) {
    lane.add(at(event.getStartTime()), at(event.getEndTime()), label);
  }

  private double at(Instant time) {
    return millis(Duration.between(start, time));
  }

  private static double millis(Duration duration) {
    return (double) duration.toNanos() / TimeUnit.MILLISECONDS.toNanos(1);
  }
}
