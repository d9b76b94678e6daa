package dev.midnight.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midnight.SnapshotLoader;
import dev.midnight.SnapshotSource;
import dev.midnight.engine.SnapshotCacheBuilder;
import dev.midnight.spi.CacheRegistry;
import dev.midnight.spi.CacheStatus;
import dev.midnight.spi.KeyStory;
import dev.midnight.spi.ManagedCache;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class SettingsTests {

  @Test
  void propertyOfACacheWinsOverItsAnnotationAndThatOverTheDefaults() {
    Contexts.runner()
        .withUserConfiguration(Caches.class)
        .withPropertyValues(
            "midnight.defaults.cron=0 0 1 * * *",
            "midnight.defaults.zone=Asia/Tokyo",
            "midnight.caches.ruled.cron=0 0 3 * * *")
        .run(
            context -> {
              assertThat(schedule(context, "plain").cron()).isEqualTo("0 0 1 * * *");
              assertThat(schedule(context, "plain").zone()).isEqualTo("Asia/Tokyo");
              assertThat(schedule(context, "annotated").cron()).isEqualTo("0 0 2 * * *");
              assertThat(schedule(context, "annotated").zone()).isEqualTo("Europe/Paris");
              assertThat(schedule(context, "ruled").cron()).isEqualTo("0 0 3 * * *");
              assertThat(schedule(context, "ruled").zone()).isEqualTo("Europe/Paris");
            });
  }

  @Test
  void withoutPropertiesItIsMidnightInUtcWithASmallJitter() {
    Contexts.runner()
        .withUserConfiguration(Caches.class)
        .run(
            context -> {
              assertThat(schedule(context, "plain").cron()).isEqualTo("0 0 0 * * *");
              assertThat(schedule(context, "plain").zone()).isEqualTo("UTC");
              assertThat(cache(context, "plain").jitter())
                  .isBetween(Duration.ZERO, Duration.ofSeconds(30));
              assertThat(cache(context, "plain").status().maxStaleness())
                  .isEqualTo(Duration.ofHours(26));
            });
  }

  @Test
  void namesMatchIgnoringCaseAndDashes() {
    Contexts.runner()
        .withUserConfiguration(CamelCase.class)
        .withPropertyValues("midnight.caches.city-names.cron=0 0 4 * * *")
        .run(context -> assertThat(schedule(context, "cityNames").cron()).isEqualTo("0 0 4 * * *"));
  }

  @Test
  void dashDisablesTheSchedule() {
    Contexts.runner()
        .withUserConfiguration(Caches.class)
        .withPropertyValues("midnight.caches.plain.cron=-")
        .run(context -> assertThat(cache(context, "plain").schedule()).isNull());
  }

  @Test
  void everySettingReachesTheCache() {
    Contexts.runner()
        .withUserConfiguration(Caches.class)
        .withPropertyValues(
            "midnight.caches.plain.jitter=0s",
            "midnight.caches.plain.deadline=3m",
            "midnight.caches.plain.misfire=skip",
            "midnight.caches.plain.overrun=skip",
            "midnight.caches.plain.depends-on=annotated,ruled",
            "midnight.caches.plain.load.parallelism=3",
            "midnight.caches.plain.load.rows-per-second=1000",
            "midnight.caches.plain.load.duplicates=last",
            "midnight.caches.plain.load.reuse=equals",
            "midnight.caches.plain.validate.min-entries=1",
            "midnight.caches.plain.validate.max-shrink=12.5%",
            "midnight.caches.plain.validate.max-growth=200%",
            "midnight.caches.plain.validate.required-keys=1",
            "midnight.caches.plain.write.shards=4",
            "midnight.caches.plain.write.capacity=128",
            "midnight.caches.plain.write.drain-interval=1ms",
            "midnight.caches.plain.write.overflow=reject",
            "midnight.caches.plain.write.block-timeout=2s",
            "midnight.caches.plain.max-staleness=1h",
            "midnight.caches.plain.preflight=warn")
        .run(
            context -> {
              CacheStatus status = cache(context, "plain").status();
              assertThat(status.writes().capacity()).isEqualTo(128);
              assertThat(status.maxStaleness()).isEqualTo(Duration.ofHours(1));
              assertThat(cache(context, "plain").jitter()).isEqualTo(Duration.ZERO);
            });
  }

  @Test
  void changesOfKeysAreRecordedOnlyWhereValuesMayBeShown() {
    String shown = "management.endpoint.midnight.show-values=";
    Contexts.runner()
        .withUserConfiguration(Caches.class)
        .withPropertyValues(shown + "when-authorized")
        .run(context -> await().until(() -> !changes(context).isEmpty()));
    Contexts.runner()
        .withUserConfiguration(Caches.class)
        .withPropertyValues(shown + "never")
        .run(context -> assertThat(changes(context)).isEmpty());
  }

  private static List<KeyStory.Change> changes(AssertableApplicationContext context) {
    return Objects.requireNonNull(cache(context, "plain").story(1)).changes();
  }

  @Test
  void requiredKeyIsConvertedAndItsAbsenceRejectsTheLoad() {
    assertThat(StartFailures.of(Caches.class, "midnight.caches.plain.validate.required-keys=1,77"))
        .contains("Cache 'plain' could not be loaded: REJECTED")
        .contains("midnight.caches.plain.startup-failure");
    assertThat(StartFailures.of(Caches.class, "midnight.caches.plain.validate.required-keys=one"))
        .contains("'one', which cannot be made a key of type java.lang.Integer");
  }

  @Test
  void unknownCacheIsRefusedWithTheNearestName() {
    assertThat(StartFailures.of(Caches.class, "midnight.caches.plane.cron=-"))
        .contains("midnight.caches.plane: there is no cache of that name")
        .contains("Did you mean 'plain'? Known: annotated, plain, ruled.");
  }

  @Test
  void settingsOfACacheThatTheApplicationBuildsAreRefused() {
    assertThat(StartFailures.of(HandMade.class, "midnight.caches.own.cron=-"))
        .contains("that cache is a bean of your own");
  }

  @Test
  void unknownPropertyOfACacheIsRefused() {
    assertThat(StartFailures.of(Caches.class, "midnight.caches.plain.validate.min-entrys=9"))
        .contains("midnight.caches.plain.validate.min-entrys");
  }

  @Test
  void badValuesAreRefusedWithTheirProperty() {
    assertThat(StartFailures.of(Caches.class, "midnight.caches.plain.cron=at midnight"))
        .contains("midnight.caches.plain: cron 'at midnight' in UTC is refused")
        .contains("Correct midnight.caches.plain.cron");
    assertThat(StartFailures.of(Caches.class, "midnight.caches.plain.validate.max-shrink=0.5"))
        .contains("midnight.caches.plain.validate.max-shrink")
        .contains("'0.5' is no percentage");
    assertThat(StartFailures.of(Caches.class, "midnight.caches.plain.validate.max-shrink=150%"))
        .contains("Cache 'plain': validate.max-shrink is 1.5 but must be from 0 to 1");
    assertThat(StartFailures.of(Caches.class, "midnight.defaults.deadline=-1s"))
        .contains("deadline is PT-1S but must be longer than 0");
    assertThat(StartFailures.of(Caches.class, "midnight.caches.plain.zone=Mars/Olympus"))
        .contains("midnight.caches.plain.zone");
    assertThat(StartFailures.of(Caches.class, "midnight.caches.plain.jitter=25h"))
        .contains("jitter is PT25H but must be 0 or longer, and shorter than PT24H");
    assertThat(StartFailures.of(Caches.class, "midnight.shutdown-timeout=-1s"))
        .contains("shutdown-timeout");
    assertThat(StartFailures.of(Caches.class, "midnight.max-concurrent-loads=0"))
        .contains("midnight.max-concurrent-loads is 0 but must be at least 1");
  }

  @Test
  void jitterFollowsFromTheInstance() {
    InstanceId one = new InstanceId("shop@host-1:8080");
    InstanceId other = new InstanceId("shop@host-2:8080");
    Duration longest = Duration.ofSeconds(30);
    assertThat(one.offset("cities", longest)).isEqualTo(one.offset("cities", longest));
    assertThat(one.offset("cities", longest)).isNotEqualTo(other.offset("cities", longest));
    assertThat(one.offset("cities", Duration.ZERO)).isZero();
  }

  private static ManagedCache cache(AssertableApplicationContext context, String name) {
    return Objects.requireNonNull(context.getBean(CacheRegistry.class).find(name));
  }

  private static CacheStatus.Schedule schedule(AssertableApplicationContext context, String name) {
    return Objects.requireNonNull(cache(context, name).status().schedule());
  }

  @Configuration(proxyBeanMethods = false)
  static class Caches {
    @SnapshotSource
    Map<Integer, String> plain() {
      return Map.of(1, "one");
    }

    @SnapshotSource(cron = "0 0 2 * * *", zone = "Europe/Paris")
    Map<Integer, String> annotated() {
      return Map.of(1, "one");
    }

    @SnapshotSource(cron = "0 0 2 * * *", zone = "Europe/Paris")
    Map<Integer, String> ruled() {
      return Map.of(1, "one");
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class CamelCase {
    @Bean
    SnapshotLoader<String, City> cityNames() {
      return (out, context) -> out.put("PAR", new City("PAR", "Paris"));
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class HandMade {
    @Bean
    dev.midnight.SnapshotCache<String, City> ownCache() {
      SnapshotLoader<String, City> loader =
          (out, context) -> out.put("PAR", new City("PAR", "Paris"));
      return SnapshotCacheBuilder.of("own", loader).build();
    }
  }
}
