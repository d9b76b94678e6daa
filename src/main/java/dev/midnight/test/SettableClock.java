package dev.midnight.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that stands still until it is set. Thread-safe; a clock made by {@link #withZone} shows
 * the same time as the one that it was made from, whichever of the two is set.
 *
 * <pre>{@code
 * SettableClock clock = SettableClock.at("2026-03-28T23:59:00Z");
 * SnapshotCache<String, Price> prices =
 *     SnapshotCacheBuilder.of("prices", loader).clock(clock).build();
 * clock.advance(Duration.ofHours(30));
 * }</pre>
 */
public final class SettableClock extends Clock {

  private final AtomicReference<Instant> now;
  private final ZoneId zone;

  private SettableClock(AtomicReference<Instant> now, ZoneId zone) {
    this.now = now;
    this.zone = zone;
  }

  /** A clock in UTC that shows this instant. */
  public static SettableClock at(Instant now) {
    return new SettableClock(new AtomicReference<>(now), ZoneOffset.UTC);
  }

  /**
   * A clock in UTC that shows this instant, written as {@code 2026-03-28T23:59:00Z}.
   *
   * @throws java.time.format.DateTimeParseException if it is written in another way
   */
  public static SettableClock at(String now) {
    return at(Instant.parse(now));
  }

  /** Sets the time, forward or back. */
  public void set(Instant time) {
    now.set(time);
  }

  /** Moves the time by so much, back where that is negative, and says what it is then. */
  public Instant advance(Duration by) {
    return Objects.requireNonNull(now.updateAndGet(time -> time.plus(by)));
  }

  @Override
  public Instant instant() {
    return Objects.requireNonNull(now.get());
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public SettableClock withZone(ZoneId other) {
    return new SettableClock(now, other);
  }

  @Override
  public String toString() {
    return "SettableClock[%s, %s]".formatted(now, zone);
  }
}
