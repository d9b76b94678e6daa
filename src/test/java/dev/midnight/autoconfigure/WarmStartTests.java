package dev.midnight.autoconfigure;

import static dev.midnight.autoconfigure.StoredApplication.awaitStored;
import static dev.midnight.autoconfigure.StoredApplication.cities;
import static dev.midnight.autoconfigure.StoredApplication.managed;
import static dev.midnight.autoconfigure.StoredApplication.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midnight.Outcome;
import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotGroup;
import dev.midnight.SnapshotLoader;
import dev.midnight.SnapshotValue;
import dev.midnight.SnapshotWriter;
import dev.midnight.Trigger;
import dev.midnight.ValueLoader;
import dev.midnight.actuate.MidnightHealthIndicator;
import dev.midnight.spi.CacheState;
import dev.midnight.spi.ManagedCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class WarmStartTests {

  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path directory;

  @Test
  void restartServesWhatIsStoredBeforeItsLoaderReturns() {
    StoredApplication application = new StoredApplication(directory);
    application.night(3, "of yesterday");
    long stored = newest();
    application.clock.advance(Duration.ofHours(1));
    CountDownLatch gate = application.slowSource(3, "of today");
    application
        .runner()
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              assertThat(cities(context).get("c1")).isEqualTo(new City("c1", "of yesterday"));
              assertThat(status(context).generation()).isEqualTo(stored);
              assertThat(status(context).age()).isEqualTo(Duration.ofHours(1));
              await().until(() -> status(context).running() != null);
              gate.countDown();
              await().until(() -> status(context).generation() > stored);
              assertThat(cities(context).get("c1")).isEqualTo(new City("c1", "of today"));
              assertThat(Objects.requireNonNull(status(context).lastRefresh()).trigger())
                  .isEqualTo(Trigger.STARTUP);
            });
  }

  /** Both members come from their files, or neither does. */
  @Test
  void groupWhoseSourcesAreDownServesWhatItsMembersServedInOneCycle() {
    ApplicationContextRunner group =
        Contexts.runner()
            .withUserConfiguration(Tariff.class)
            .withPropertyValues(
                "midnight.groups.tariff.caches=prices,rules",
                "midnight.defaults.store.type=file",
                "midnight.defaults.store.directory=" + directory);
    Tariff.night = 7;
    group.run(context -> awaitBothStored(context));
    Tariff.night = 0;
    group.run(
        context -> {
          assertThat(context).hasNotFailed();
          assertThat(served(context, "prices")).isEqualTo(7);
          assertThat(served(context, "rules")).isEqualTo(7);
          assertThat(member(context, "rules").status().generations().notWarm()).isNull();
        });
  }

  private static void awaitBothStored(ApplicationContext context) {
    for (String name : List.of("prices", "rules")) {
      await().until(() -> !member(context, name).status().generations().kept().isEmpty());
    }
  }

  private static ManagedCache member(ApplicationContext context, String name) {
    return context.getBean(name + "Cache", ManagedCache.class);
  }

  private static Object served(ApplicationContext context, String name) {
    return Objects.requireNonNull(
        context
            .getBean(SnapshotGroup.class)
            .snapshot()
            .of((SnapshotCache<?, ?>) context.getBean(name + "Cache"))
            .asMap()
            .get("k"));
  }

  @Configuration(proxyBeanMethods = false)
  static class Tariff {

    /** What both sources hold; 0 while they are down. */
    static volatile int night;

    @Bean
    SnapshotLoader<String, Integer> prices() {
      return (out, context) -> load(out);
    }

    @Bean
    SnapshotLoader<String, Integer> rules() {
      return (out, context) -> load(out);
    }

    private static void load(SnapshotWriter<String, Integer> out) throws IOException {
      if (night == 0) {
        throw new IOException("the source is down");
      }
      out.put("k", night);
    }
  }

  @Test
  void restartWhileTheSourceIsDownServesWhatIsStoredAndHealthSaysSo() {
    StoredApplication application = new StoredApplication(directory);
    application.night(3, "of yesterday");
    application.source(
        () -> {
          throw new IOException("the source is down");
        });
    application
        .runner()
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              await()
                  .until(
                      () ->
                          Objects.requireNonNull(status(context).lastRefresh()).trigger()
                              == Trigger.STARTUP);
              assertThat(cities(context).snapshot().size()).isEqualTo(3);
              Health health = context.getBean(MidnightHealthIndicator.class).health();
              assertThat(health.getStatus()).isEqualTo(Status.UP);
              assertThat(String.valueOf(health.getDetails().get("caches")))
                  .contains("size=3", "lastOutcome=FAILED");
              assertThat(Objects.requireNonNull(status(context).lastRefresh()).result().reason())
                  .contains("the source is down");
            });
  }

  @Test
  void damagedNewestGenerationFallsBackToTheOneBefore() throws IOException {
    StoredApplication application = new StoredApplication(directory);
    application.night(3, "good");
    List<Path> good = generations();
    application.night(3, "damaged");
    for (Path file : generations()) {
      if (!good.contains(file)) {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
      }
    }
    CountDownLatch gate = application.slowSource(3, "new");
    application
        .runner()
        .run(
            context -> {
              assertThat(cities(context).get("c0")).isEqualTo(new City("c0", "good"));
              gate.countDown();
            });
  }

  @Test
  void dataOlderThanMaxStalenessIsNotServedAndTheStartWaitsForTheSource() {
    StoredApplication application = new StoredApplication(directory);
    application.night(3, "old");
    application.clock.advance(Duration.ofHours(27));
    application.source(3, "new");
    application
        .runner()
        .run(context -> assertThat(cities(context).get("c0")).isEqualTo(new City("c0", "new")));
  }

  @Test
  void pinPauseAndHistorySurviveARestart() {
    StoredApplication application = new StoredApplication(directory);
    application.source(3, "of yesterday");
    application
        .runner()
        .run(
            context -> {
              awaitStored(context);
              assertThat(managed(context).pin(null, null, "prices are right").refusal()).isNull();
              managed(context).pause("the source is being moved");
            });
    application.source(3, "of today");
    int before = application.loads.get();
    application
        .runner()
        .run(
            context -> {
              assertThat(Objects.requireNonNull(status(context).generations().pinned()).reason())
                  .isEqualTo("prices are right");
              assertThat(Objects.requireNonNull(status(context).paused()).reason())
                  .isEqualTo("the source is being moved");
              assertThat(status(context).history()).hasSize(1);
              assertThat(application.loads).hasValue(before);
              assertThat(cities(context).refresh().join().outcome()).isEqualTo(Outcome.SKIPPED);
              assertThat(cities(context).get("c0")).isEqualTo(new City("c0", "of yesterday"));
            });
  }

  @Test
  void sizeOfTheLastGoodLoadIsRememberedWhereItsFilesAreLost() throws IOException {
    StoredApplication application = new StoredApplication(directory);
    application.night(10, "of yesterday");
    for (Path file : generations()) {
      Files.delete(file);
    }
    application.source(2, "half an export");
    application
        .runner("midnight.caches.cities.startup-failure=continue")
        .run(
            context -> {
              assertThat(status(context).state()).isEqualTo(CacheState.UNLOADED);
              assertThat(Objects.requireNonNull(status(context).lastRefresh()).result().outcome())
                  .isEqualTo(Outcome.REJECTED);
            });
  }

  @Test
  void whatDependsOnAWarmCacheLoadsAfterItsLoad() {
    StoredApplication application = new StoredApplication(directory);
    application.night(3, "of yesterday");
    CountDownLatch gate = application.slowSource(3, "of today");
    application
        .runner(
            "midnight.caches.names.depends-on=cities", "midnight.caches.names.startup=background")
        .withUserConfiguration(Derived.class)
        .run(
            context -> {
              gate.countDown();
              SnapshotCache<?, ?> names = context.getBean("namesCache", SnapshotCache.class);
              await().ignoreExceptions().until(() -> names.snapshot().size() == 1);
              assertThat(names.snapshot().asMap().keySet().toString()).isEqualTo("[of today]");
            });
  }

  @Test
  void cacheThatDoesNotLoadAtTheStartServesWhatIsStored() {
    StoredApplication application = new StoredApplication(directory);
    application.night(3, "of yesterday");
    int before = application.loads.get();
    application
        .runner("midnight.caches.cities.startup=off")
        .run(
            context -> {
              await().until(() -> status(context).state() != CacheState.UNLOADED);
              assertThat(cities(context).snapshot().size()).isEqualTo(3);
              assertThat(application.loads).hasValue(before);
            });
  }

  @Test
  void valueIsServedFromItsStoreToo() {
    StoredApplication application = new StoredApplication(directory);
    application.source(1, "first");
    application
        .runner()
        .withUserConfiguration(Value.class)
        .run(
            context ->
                await()
                    .until(
                        () ->
                            generations("cache-capital").size() == 1
                                && generations("cache-cities").size() == 1));
    CountDownLatch gate = application.slowSource(1, "second");
    application
        .runner()
        .withUserConfiguration(Value.class)
        .run(
            context -> {
              assertThat(context.getBean("capitalValue", SnapshotValue.class).get())
                  .isEqualTo(new City("c0", "first"));
              gate.countDown();
            });
  }

  private long newest() {
    String name = generations().get(0).getFileName().toString();
    return Long.parseLong(name.replaceAll("[^0-9]", ""));
  }

  private List<Path> generations() {
    return generations("cache-cities");
  }

  /** Newest first. */
  private List<Path> generations(String cache) {
    try (Stream<Path> files = Files.list(directory.resolve(cache))) {
      return files
          .filter(file -> file.toString().endsWith(".published"))
          .sorted(Comparator.reverseOrder())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Derived {

    @Bean
    SnapshotLoader<String, Integer> names(SnapshotCache<String, City> cities) {
      return (out, refresh) ->
          cities.snapshot().asMap().values().forEach(city -> out.put(city.name(), 1));
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Value {

    @Bean
    ValueLoader<City> capital(SnapshotCache<String, City> cities) {
      return refresh -> cities.snapshot().asMap().values().iterator().next();
    }
  }
}
