package dev.midnight.autoconfigure;

import static org.awaitility.Awaitility.await;

import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotLoader;
import dev.midnight.spi.CacheRegistry;
import dev.midnight.spi.CacheStatus;
import dev.midnight.spi.ManagedCache;
import dev.midnight.test.SettableClock;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ResolvableType;

/** An application with one stored cache, its source and its clock in the hands of a test. */
final class StoredApplication {

  static final Instant START = Instant.parse("2026-03-02T12:00:00Z");

  final SettableClock clock = SettableClock.at(START);
  final AtomicInteger loads = new AtomicInteger();
  private final Path directory;
  private volatile Callable<Map<String, City>> source = Map::of;

  StoredApplication(Path directory) {
    this.directory = directory;
  }

  void source(Callable<Map<String, City>> rows) {
    source = rows;
  }

  /** So many cities, all of that name. */
  void source(int rows, String name) {
    source(() -> cities(rows, name));
  }

  /** A source that answers when the latch is opened. */
  CountDownLatch slowSource(int rows, String name) {
    CountDownLatch gate = new CountDownLatch(1);
    source(
        () -> {
          gate.await();
          return cities(rows, name);
        });
    return gate;
  }

  private static Map<String, City> cities(int rows, String name) {
    Map<String, City> cities = new HashMap<>();
    for (int i = 0; i < rows; i++) {
      cities.put("c" + i, new City("c" + i, name));
    }
    return cities;
  }

  ApplicationContextRunner runner(String... properties) {
    return Contexts.runner()
        .withBean("midnightClock", Clock.class, () -> clock)
        .withBean(StoredApplication.class, () -> this)
        .withUserConfiguration(Caches.class)
        .withPropertyValues(
            "midnight.defaults.store.type=file",
            "midnight.defaults.store.directory=" + directory,
            "midnight.defaults.deadline=20s")
        .withPropertyValues(properties);
  }

  /** Runs an application that loads, and stops it once what it loaded is stored. */
  void night(int rows, String name) {
    source(rows, name);
    runner()
        .run(
            context -> {
              Objects.requireNonNull(cities(context).refresh().join());
              awaitStored(context);
            });
  }

  @SuppressWarnings("unchecked")
  static SnapshotCache<String, City> cities(ApplicationContext context) {
    return (SnapshotCache<String, City>)
        context
            .getBeanProvider(
                ResolvableType.forClassWithGenerics(SnapshotCache.class, String.class, City.class))
            .getObject();
  }

  static ManagedCache managed(ApplicationContext context) {
    return Objects.requireNonNull(context.getBean(CacheRegistry.class).find("cities"));
  }

  static CacheStatus status(ApplicationContext context) {
    return managed(context).status();
  }

  static void awaitStored(AssertableApplicationContext context) {
    await()
        .until(
            () -> {
              CacheStatus status = status(context);
              return Objects.requireNonNull(status.generations().store()).savedGeneration()
                  == status.generation();
            });
  }

  @Configuration(proxyBeanMethods = false)
  static class Caches {

    @Bean
    SnapshotLoader<String, City> cities(StoredApplication application) {
      return (out, refresh) -> {
        application.loads.incrementAndGet();
        application.source.call().forEach(out::put);
      };
    }
  }
}
