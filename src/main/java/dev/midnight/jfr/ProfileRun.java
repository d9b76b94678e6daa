package dev.midnight.jfr;

import dev.midnight.spi.ContentionProfile;
import dev.midnight.spi.ContentionProfile.State;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jdk.jfr.consumer.RecordingStream;

/**
 * One profile while it is taken. Thread-safe.
 *
 * <p>A stream hands events out up to a second after they happened. So the end waits for an event of
 * its own to come by, which was written after the last one that counts.
 */
final class ProfileRun {

  private static final long LONGEST_FLUSH_SECONDS = 10;

  /** The repository on disk need not keep what was handed out. */
  private static final Duration KEPT_ON_DISK = Duration.ofSeconds(20);

  private final RunningPhases phases;
  private final ContentionProfile begun;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final CountDownLatch allSeen = new CountDownLatch(1);

  ProfileRun(RunningPhases phases, ContentionProfile begun) {
    this.phases = phases;
    this.begun = begun;
  }

  String cache() {
    return begun.cache();
  }

  /** Ends it before its time. */
  void stop() {
    stopped.countDown();
    allSeen.countDown();
  }

  /** Watches until the time is over or it is stopped. */
  ContentionProfile watch() throws InterruptedException {
    ProfileEvents events = new ProfileEvents(begun.duration(), begun.threshold());
    boolean early;
    try (RecordingStream stream = new RecordingStream()) {
      stream.setMaxAge(KEPT_ON_DISK);
      events.subscribe(stream);
      stream.enable(ProfileEndEvent.NAME);
      stream.onEvent(ProfileEndEvent.NAME, end -> allSeen.countDown());
      events.start(stream, phases);
      early = stopped.await(begun.duration().toMillis(), TimeUnit.MILLISECONDS);
      events.stillRunning(phases.now(), Instant.now());
      new ProfileEndEvent().commit();
      boolean complete = allSeen.await(LONGEST_FLUSH_SECONDS, TimeUnit.SECONDS);
      early |= !complete;
    }
    return events.into(begun, early ? State.STOPPED : State.DONE);
  }
}
