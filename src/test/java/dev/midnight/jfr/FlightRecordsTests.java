package dev.midnight.jfr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotLoader;
import dev.midnight.engine.SnapshotCacheBuilder;
import dev.midnight.spi.ManagedCache;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Midnight's events in a recording that the user takes, with the settings that nobody changed. */
class FlightRecordsTests {

  @ParameterizedTest
  @ValueSource(strings = {"none", "default", "profile"})
  void anyRecordingHoldsCyclesPhasesDrainsAndPublishes(String settings, @TempDir Path directory)
      throws Exception {
    Path file = directory.resolve("midnight.jfr");
    try (Recording recording = recording(settings)) {
      recording.start();
      useACache();
      recording.stop();
      recording.dump(file);
    }

    List<RecordedEvent> events = RecordingFile.readAllEvents(file);
    RecordedEvent cycle = cycles(events, false).get(0);
    assertThat(cycle.getString("cache")).isEqualTo("cities");
    assertThat(cycle.getString("outcome")).isEqualTo("PUBLISHED");
    assertThat(cycle.getLong("rows")).isEqualTo(1);
    assertThat(named(events, PhaseEvent.NAME))
        .extracting(event -> event.getString("phase"), event -> event.getBoolean("delta"))
        .containsExactlyInAnyOrder(
            tuple("LOAD", false),
            tuple("BUILD", false),
            tuple("VALIDATE", false),
            tuple("PUBLISH", false),
            tuple("LOAD", true),
            tuple("VALIDATE", true),
            tuple("PUBLISH", true));
    RecordedEvent delta = cycles(events, true).get(0);
    assertThat(delta.getString("outcome")).isEqualTo("PUBLISHED");
    assertThat(delta.getLong("rows")).isEqualTo(2);
    assertThat(named(events, PhaseEvent.NAME).get(0).getThread().getJavaName())
        .startsWith("midnight-");
    assertThat(named(events, DrainEvent.NAME))
        .extracting(event -> event.getInt("writes"))
        .contains(1);
    assertThat(named(events, PublishEvent.NAME))
        .extracting(event -> event.getLong("version"), event -> event.getBoolean("byRefresh"))
        .contains(tuple(1L, true), tuple(2L, false));
  }

  private static Recording recording(String settings) throws Exception {
    return settings.equals("none")
        ? new Recording()
        : new Recording(Configuration.getConfiguration(settings));
  }

  /** The second write is drained when the event of the first drain is there. */
  private static void useACache() {
    try (SnapshotCache<String, Integer> cache =
        SnapshotCacheBuilder.of(
                "cities",
                (SnapshotLoader<String, Integer>) (out, context) -> out.put("Ulm", 126_000))
            .observer(new FlightRecords())
            .deltaLoader(
                (watermark, out, context) -> {
                  out.put("Ulm", 127_000);
                  out.remove("Bonn");
                  return "1";
                })
            .build()) {
      cache.refresh().join();
      cache.put("Bonn", 330_000).join();
      cache.put("Bonn", 331_000).join();
      takeDelta(cache);
    }
  }

  private static void takeDelta(SnapshotCache<?, ?> cache) {
    Objects.requireNonNull(((ManagedCache) cache).deltas()).take().join();
  }

  private static List<RecordedEvent> cycles(List<RecordedEvent> events, boolean deltas) {
    return named(events, CycleEvent.NAME).stream()
        .filter(event -> event.getBoolean("delta") == deltas)
        .toList();
  }

  private static List<RecordedEvent> named(List<RecordedEvent> events, String name) {
    return events.stream().filter(event -> event.getEventType().getName().equals(name)).toList();
  }
}
