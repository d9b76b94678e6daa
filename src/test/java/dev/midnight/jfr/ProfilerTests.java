package dev.midnight.jfr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotLoader;
import dev.midnight.engine.SnapshotCacheBuilder;
import dev.midnight.spi.CacheThreads;
import dev.midnight.spi.ContentionProfile;
import dev.midnight.spi.ContentionProfile.CallPath;
import dev.midnight.spi.ContentionProfile.Kind;
import dev.midnight.spi.ContentionProfile.State;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProfilerTests {

  private final FlightRecords records = new FlightRecords();
  private final Profiler profiler =
      new Profiler(records, CacheThreads.PLATFORM, Duration.ofMillis(1));

  @AfterEach
  void close() {
    profiler.close();
  }

  @Test
  void aProfileTooShortOrTooLongIsRefused() {
    assertThatThrownBy(() -> profiler.start("cities", Duration.ofMillis(999)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("from 1 second to PT5M");
    assertThatThrownBy(() -> profiler.start("cities", Duration.ofSeconds(301)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(profiler.profile("cities")).isNull();
  }

  @Test
  void oneIsTakenAtATimeAndTheEndOfTheApplicationEndsIt() {
    assertThat(profiler.start("cities", Duration.ofMinutes(5))).isTrue();
    assertThat(profiler.start("prices", Duration.ofSeconds(1))).isFalse();
    assertThat(profiler.profile("cities"))
        .satisfies(running -> assertThat(running.state()).isEqualTo(State.RUNNING));

    profiler.close();

    await().until(() -> state("cities") == State.STOPPED);
    assertThat(profiler.start("cities", Duration.ofSeconds(1))).isFalse();
  }

  @Test
  void aHotLockIsFoundWithItsCallPathAndTheRefreshThatItOverlaps() throws Exception {
    PlantedLock planted = new PlantedLock();
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch profiled = new CountDownLatch(1);
    try (SnapshotCache<String, Integer> cache =
            cache(
                (out, context) -> {
                  loading.countDown();
                  profiled.await();
                  out.put("Ulm", 1);
                });
        PlantedThreads threads = new PlantedThreads(planted)) {
      var refreshed = cache.refresh();
      loading.await();
      assertThat(profiler.start("cities", Duration.ofSeconds(1))).isTrue();
      await().atMost(Duration.ofSeconds(60)).until(() -> state("cities") == State.DONE);
      profiled.countDown();
      refreshed.join();
      assertThat(threads.names()).isNotEmpty();
    }

    ContentionProfile profile = profile("cities");
    CallPath monitor = top(profile, Kind.MONITOR);
    assertThat(monitor.at()).startsWith("dev.midnight.jfr.PlantedLock.inMonitor");
    assertThat(monitor.blockedOn()).isEqualTo(PlantedLock.HotMonitor.class.getName());
    assertThat(monitor.frames())
        .anySatisfy(frame -> assertThat(frame).contains("PlantedLock.throughMonitor"));
    assertThat(monitor.threads()).anySatisfy(name -> assertThat(name).startsWith("planted-"));
    assertThat(monitor.count()).isPositive();
    CallPath park = top(profile, Kind.PARK);
    assertThat(park.at()).startsWith("dev.midnight.jfr.PlantedLock.inLock");
    assertThat(park.blockedOn()).contains("ReentrantLock");

    assertThat(lane(profile, "phases").intervals())
        .anySatisfy(
            phase -> {
              assertThat(phase.label()).isEqualTo("cities LOAD");
              assertThat(phase.fromMillis()).isZero();
            });
    assertThat(profile.overlaps())
        .anySatisfy(
            overlap -> {
              assertThat(overlap.lane()).isEqualTo("phases");
              assertThat(overlap.with()).isEqualTo("blocked");
            });
  }

  @Test
  void threadsThatWaitForWorkAreNoContention() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      assertThat(profiler.start("cities", Duration.ofSeconds(1))).isTrue();
      while (state("cities") == State.RUNNING) {
        pool.submit(() -> {}).get();
        TimeUnit.MILLISECONDS.sleep(5);
      }
    } finally {
      pool.shutdownNow();
    }

    assertThat(state("cities")).isEqualTo(State.DONE);
    ContentionProfile profile = profile("cities");
    assertThat(profile.idle()).isPositive();
    assertThat(profile.callPaths())
        .noneSatisfy(
            path ->
                assertThat(path.frames())
                    .anySatisfy(frame -> assertThat(frame).contains("getTask")));
  }

  @Test
  void aParkThatNamesNoLockIsCountedApart() {
    try (PlantedLock.Rest rest = new PlantedLock.Rest()) {
      assertThat(profiler.start("cities", Duration.ofSeconds(1))).isTrue();
      await().atMost(Duration.ofSeconds(60)).until(() -> state("cities") == State.DONE);
      assertThat(rest.isAlive()).isTrue();
    }

    ContentionProfile profile = profile("cities");
    CallPath park = top(profile, Kind.UNKNOWN);
    assertThat(park.blockedOn()).isEqualTo("no known lock");
    assertThat(lane(profile, "parked").count()).isPositive();
    assertThat(lane(profile, "blocked").intervals())
        .noneSatisfy(wait -> assertThat(wait.label()).isEqualTo("no known lock"));
    assertThat(profile.callPaths().stream().map(path -> path.kind() == Kind.UNKNOWN)).isSorted();
  }

  private SnapshotCache<String, Integer> cache(SnapshotLoader<String, Integer> loader) {
    return SnapshotCacheBuilder.of("cities", loader).observer(records).build();
  }

  private ContentionProfile profile(String cache) {
    return Objects.requireNonNull(profiler.profile(cache));
  }

  private State state(String cache) {
    return profile(cache).state();
  }

  private static CallPath top(ContentionProfile profile, Kind kind) {
    List<CallPath> ofKind =
        profile.callPaths().stream()
            .filter(path -> path.kind() == kind && path.at().contains("PlantedLock"))
            .toList();
    assertThat(ofKind).as("%s in %s", kind, profile.callPaths()).isNotEmpty();
    return ofKind.get(0);
  }

  private static ContentionProfile.Lane lane(ContentionProfile profile, String name) {
    return profile.lanes().stream().filter(lane -> lane.name().equals(name)).findFirst().get();
  }
}
