package dev.midnight.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.DeltaLoader;
import dev.midnight.DeltaWriter;
import dev.midnight.RefreshContext;
import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotLoader;
import dev.midnight.SnapshotWriter;
import dev.midnight.examples.quickstart.operations.Dashboard;
import dev.midnight.examples.quickstart.operations.Pager;
import dev.midnight.examples.quickstart.operations.ServerProcess;
import dev.midnight.examples.quickstart.operations.Watch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Every alert is made to fire by the fault that it is for, in a real Prometheus that scrapes the
 * running service, is sent on by a real Alertmanager with the runbook's mend, and falls silent when
 * the fault is gone. The rules are the shipped ones, with shorter times.
 *
 * <p>Stories that break the source wait for each other, and so do those that flood the cache with
 * writes; otherwise they run side by side, to save minutes. When all are told, everything has
 * happened that the dashboard shows: each of its queries must have data.
 */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "quickstart.slowness=34s",
      "midnight.caches.cities.cron=*/10 * * * * *",
      "midnight.caches.cities.jitter=0s",
      "midnight.caches.rates.delta.cron=*/4 * * * * *",
      "midnight.caches.cities.deadline=42s",
      "midnight.caches.cities.max-staleness=50s",
      "midnight.caches.cities.validate.max-shrink=40%",
      "midnight.caches.cities.write.capacity=500",
      "midnight.caches.cities.write.shards=1",
      "midnight.caches.cities.write.overflow=reject",
      "midnight.caches.cities.write.drain-interval=12s",
      "resilience4j.circuitbreaker.instances.midnight-cities.sliding-window-size=2",
      "resilience4j.circuitbreaker.instances.midnight-cities.minimum-number-of-calls=2",
      "resilience4j.circuitbreaker.instances.midnight-cities.wait-duration-in-open-state=5s",
      "resilience4j.circuitbreaker.instances.midnight-cities.permitted-number-of-calls-in-half-open-state=1"
    })
@DirtiesContext
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
@EnabledIfSystemProperty(
    named = "alerts",
    matches = "true",
    disabledReason = "SKIPPED: the alerts take minutes and a machine with room; see -Dalerts=true")
@EnabledIf(
    value = "dev.midnight.examples.quickstart.operations.Watch#possible",
    disabledReason =
        "SKIPPED: alerts are not tested without prometheus and prometheus-alertmanager")
class AlertTests {

  private static final String DATABASE = "./target/test-data/" + UUID.randomUUID() + "/cities";

  /**
   * Drift is told of for a day, and no request makes a timer or the test's own delta hang; promtool
   * tests these.
   */
  private static final Set<String> WITHOUT_A_FAULT =
      Set.of("MidnightDeltaStuck", "MidnightDeltaDrift", "MidnightTimerSilent");

  /** The cities have no change log to read deltas from; these have. */
  @TestConfiguration(proxyBeanMethods = false)
  static class RatesConfiguration {

    @Bean
    Rates ratesLoader() {
      return new Rates();
    }
  }

  /** One rate, another one in each delta. */
  static final class Rates implements SnapshotLoader<String, Long>, DeltaLoader<String, Long> {

    private final AtomicLong changes = new AtomicLong();
    private final AtomicBoolean failing = new AtomicBoolean();

    @Override
    public void load(SnapshotWriter<String, Long> out, RefreshContext context) {
      out.put("EUR", changes.get());
    }

    @Override
    public String loadChanges(
        String watermark, DeltaWriter<String, Long> out, RefreshContext context) {
      if (failing.get()) {
        throw new IllegalStateException("The change log is gone.");
      }
      long change = changes.incrementAndGet();
      out.put("EUR", change);
      return Long.toString(change);
    }
  }

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Between the bursts of a writer, each of which holds the lock for its many keys. */
  private static final Duration PAUSE = Duration.ofMillis(5);

  private static final int WRITERS = 8;

  private final int port;
  private final Quickstart quickstart;
  private final SnapshotCache<CityKey, City> cities;

  private Pager pager;
  private int otherPort;
  private Watch watch;
  private Path store;

  AlertTests(@LocalServerPort int port, @Autowired SnapshotCache<CityKey, City> cities) {
    this.port = port;
    this.quickstart = new Quickstart(port);
    this.cities = cities;
  }

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry properties) {
    properties.add("quickstart.database", () -> DATABASE);
  }

  @BeforeAll
  void watchTwoInstances(@TempDir Path directory) throws IOException {
    pager = new Pager();
    otherPort = ServerProcess.freePort();
    store = directory.resolve("store");
    watch = new Watch(directory, pager, port, otherPort);
  }

  @AfterAll
  void everyAlertCameAndWentAndEveryPanelHasData() {
    try {
      Map<String, String> severities = watch.severities();
      severities.keySet().removeAll(WITHOUT_A_FAULT);
      assertThat(watch.seenFiring()).isEqualTo(severities.keySet());
      assertEachIsSent(severities);
      assertEachPanelHasData();
    } finally {
      watch.close();
      pager.close();
    }
  }

  /** What only informs is sent to nobody; what pages comes by another way than what waits. */
  private void assertEachIsSent(Map<String, String> severities) {
    Set<String> calling = new TreeSet<>(severities.keySet());
    calling.removeIf(alert -> "info".equals(severities.get(alert)));
    for (String status : Set.of("firing", "resolved")) {
      Awaitility.await(status)
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(pager.alerts(status)).isEqualTo(calling));
    }
    assertThat(pager.pages())
        .allSatisfy(
            page -> {
              assertThat(page.mend()).isNotBlank();
              assertThat(page.runbook()).endsWithIgnoringCase("runbook.md#" + page.alert());
              assertThat(page.path())
                  .isEqualTo("critical".equals(severities.get(page.alert())) ? "/page" : "/note");
            });
  }

  private void assertEachPanelHasData() {
    Dashboard dashboard = new Dashboard();
    assertThat(dashboard.dataSources()).containsOnly("${datasource}");
    assertThat(dashboard.queries())
        .isNotEmpty()
        .allSatisfy((panel, query) -> assertThat(watch.series(query)).as(query).isPositive());
  }

  @Test
  @ResourceLock("source")
  void sourceThatRefusesFailsOpensTheCircuitAndMakesStale() {
    sourceFails(
        "throw", "MidnightRefreshFailing", "MidnightCircuitBreakerOpen", "MidnightSnapshotStale");
  }

  @Test
  void changeLogThatIsGoneFailsTheDeltas(@Autowired Rates rates) {
    watch.awaitSilence("MidnightDeltasFailing");
    rates.failing.set(true);
    try {
      fires("MidnightDeltasFailing");
    } finally {
      rates.failing.set(false);
    }
    watch.awaitSilence("MidnightDeltasFailing");
  }

  @Test
  @ResourceLock("source")
  void sourceThatLostHalfIsRejectedByAGate() {
    sourceFails("half", "MidnightGateRejected");
  }

  @Test
  @ResourceLock("source")
  void sourceThatIsSlowNeedsMoreThanItsIntervalAndNearlyItsDeadline() {
    sourceFails("slow", "MidnightRefreshSlowerThanInterval", "MidnightRefreshNearDeadline");
  }

  @Test
  @ResourceLock("source")
  void loadThatCannotBeStoppedIsStuck() {
    watch.awaitSilence("MidnightLoadStuck");
    quickstart.sourceFails("stuck");
    try {
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> "LOAD".equals(quickstart.cache().at("/running/phase").asString("")));
      quickstart.act("cancel");
      fires("MidnightLoadStuck");
    } finally {
      quickstart.sourceFails("off");
    }
    watch.awaitSilence("MidnightLoadStuck");
  }

  private void sourceFails(String mode, String... alerts) {
    for (String alert : alerts) {
      watch.awaitSilence(alert);
    }
    watch.awaitSilence("MidnightSnapshotStale"); // which would keep lesser alerts from the webhook
    cities.get(new CityKey("FR", "11", "75", "Paris")); // for the panel of reads
    quickstart.sourceFails(mode);
    try {
      for (String alert : alerts) {
        fires(alert);
      }
    } finally {
      quickstart.sourceFails("off");
    }
    for (String alert : alerts) {
      watch.awaitSilence(alert);
    }
  }

  @Test
  @ResourceLock("source")
  void tableThatLostAThirdShrank() {
    watch.awaitSilence("MidnightSnapshotShrank");
    quickstart.sql("DELETE FROM city WHERE country IN ('US', 'IT', 'MX', 'ES', 'DE')");
    fires("MidnightSnapshotShrank");
    watch.awaitSilence("MidnightSnapshotShrank"); // when the window holds nothing larger
  }

  @Test
  @ResourceLock("writes")
  void moreWritesThanTheBufferHoldsFillItAndAreRejected() {
    watch.awaitSilence("MidnightWriteBufferFilling");
    Map<CityKey, City> flood = nowhere(600);
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> {
              flood.forEach((key, city) -> cities.put(key, city).cancel(false));
              boolean rejected = watch.sees("MidnightWritesRejected");
              return watch.sees("MidnightWriteBufferFilling") && rejected;
            });
    watch.awaitSilence("MidnightWriteBufferFilling");
    watch.awaitSilence("MidnightWritesRejected");
  }

  @Test
  @ResourceLock("writes")
  void writersOfOneShardContend() {
    watch.awaitSilence("MidnightWriteContention");
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    CountDownLatch seen = new CountDownLatch(1);
    try {
      for (int thread = 0; thread < WRITERS; thread++) {
        writers.execute(() -> writeUntil(seen));
      }
      fires("MidnightWriteContention");
    } finally {
      seen.countDown();
      writers.shutdown();
    }
    watch.awaitSilence("MidnightWriteContention");
  }

  private void writeUntil(CountDownLatch seen) {
    Map<CityKey, City> many = nowhere(400);
    while (seen.getCount() > 0) {
      cities.putAll(many).cancel(false);
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private static Map<CityKey, City> nowhere(int keys) {
    return IntStream.range(0, keys)
        .mapToObj(i -> new CityKey("XX", "", "", "Nowhere " + i))
        .collect(Collectors.toMap(key -> key, key -> new City(key, 0, 0)));
  }

  @Test
  void instanceThatComesEmptyIsMissedThenMissingThenBehindForgottenAndNotSaved()
      throws IOException {
    fires("MidnightMetersMissing");
    try (ConfigurableApplicationContext other = startOther()) {
      watch.awaitSilence("MidnightMetersMissing");
      fires("MidnightSnapshotMissing");
      Quickstart behind = new Quickstart(otherPort);
      behind.refresh();
      watch.awaitSilence("MidnightSnapshotMissing");
      fires("MidnightInstanceSkew");
      forget(behind);
      loseTheStore(behind);
      assertThat(other.isRunning()).isTrue();
    }
    watch.awaitSilence("MidnightInstanceSkew");
  }

  /** Waits until it fires and, unless it only informs, until the webhook knows. */
  private void fires(String alert) {
    watch.awaitFiring(alert);
    if (!"info".equals(watch.severities().get(alert))) {
      Awaitility.await("page of " + alert)
          .atMost(PATIENCE)
          .until(() -> pager.alerts("firing").contains(alert));
    }
  }

  private void forget(Quickstart instance) {
    instance.act("pause");
    instance.act(Map.of("action", "pin", "reason", "this price list is the right one"));
    fires("MidnightRefreshPaused");
    fires("MidnightSnapshotPinned");
    instance.act("resume");
    instance.act("unpin");
    watch.awaitSilence("MidnightRefreshPaused");
    watch.awaitSilence("MidnightSnapshotPinned");
  }

  /** A file where the directory was: a fault that stops root too. */
  private void loseTheStore(Quickstart instance) throws IOException {
    Path directory = store.resolve("cache-cities");
    Path aside = store.resolve("aside");
    Files.move(directory, aside);
    Files.createFile(directory);
    instance.refresh();
    fires("MidnightStoreSaveFailing");
    Files.delete(directory);
    Files.move(aside, directory);
    instance.refresh();
    watch.awaitSilence("MidnightStoreSaveFailing");
  }

  private ConfigurableApplicationContext startOther() {
    return new SpringApplicationBuilder(QuickstartApplication.class)
        .run(
            "--server.port=" + otherPort,
            "--quickstart.database=" + DATABASE,
            "--midnight.caches.cities.cron=-",
            "--midnight.caches.cities.startup=off",
            "--midnight.caches.cities.validate.max-shrink=100%",
            "--midnight.caches.cities.store.type=file",
            "--midnight.caches.cities.store.directory=" + store);
  }
}
