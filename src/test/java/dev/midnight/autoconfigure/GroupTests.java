package dev.midnight.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotGroup;
import dev.midnight.SnapshotSource;
import dev.midnight.spi.CacheRegistry;
import dev.midnight.spi.CacheStatus;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Configuration;

class GroupTests {

  private static final String MEMBERS = "midnight.groups.geo.caches=cities,countries";

  @Test
  void groupIsInjectedByItsNameLoadedAndScheduledAsOne() {
    Contexts.runner()
        .withUserConfiguration(Sources.class, Reader.class)
        .withPropertyValues(MEMBERS, "midnight.groups.geo.cron=0 0 5 * * *")
        .run(
            context -> {
              Reader reader = context.getBean(Reader.class);
              assertThat(reader.geo.snapshot().of(reader.cities).get("a")).isEqualTo("city");
              assertThat(context.getBean("geoGroup")).isSameAs(reader.geo);
              CacheStatus cities =
                  Objects.requireNonNull(context.getBean(CacheRegistry.class).find("cities"))
                      .status();
              assertThat(Objects.requireNonNull(cities.schedule()).cron()).isEqualTo("0 0 5 * * *");
              assertThat(cities.maxStaleness()).isEqualTo(Duration.ofHours(26));
            });
  }

  @Test
  void groupsThatCannotBeAreRefused() {
    assertThat(StartFailures.of(Sources.class, "midnight.groups.geo.caches=cities,contries"))
        .contains("Group 'geo' names the member 'contries', which does not exist")
        .contains("Did you mean 'countries'?");
    assertThat(StartFailures.of(Sources.class, MEMBERS, "midnight.groups.geo2.caches=cities"))
        .contains("in group 'geo' already");
    assertThat(StartFailures.of(Sources.class, MEMBERS, "midnight.caches.cities.cron=0 0 1 * * *"))
        .contains("Cache 'cities': cron is '0 0 1 * * *', but the cache is a member of group 'geo'")
        .contains("midnight.groups.geo.cron");
    assertThat(StartFailures.of(Sources.class, "midnight.groups.geo.caches=cities,label"))
        .contains("which is a SnapshotValue");
    assertThat(StartFailures.of(Sources.class, "midnight.groups.cities.caches=countries"))
        .contains("Group 'cities' has the name of a cache");
    assertThat(StartFailures.of(Sources.class, "midnight.groups.geo.cron=-"))
        .contains("Group 'geo' has no members");
    assertThat(StartFailures.of(Sources.class, MEMBERS, "midnight.caches.cities.depends-on=label"))
        .contains("depends-on is '[label]'");
  }

  @Test
  void cacheMayDependOnAMember() {
    Contexts.runner()
        .withUserConfiguration(Sources.class)
        .withPropertyValues(MEMBERS, "midnight.caches.label.depends-on=cities")
        .run(context -> assertThat(context).hasNotFailed());
  }

  @Configuration(proxyBeanMethods = false)
  static class Sources {
    @SnapshotSource
    Map<String, String> cities() {
      return Map.of("a", "city");
    }

    @SnapshotSource
    Map<String, String> countries() {
      return Map.of("a", "country");
    }

    @SnapshotSource
    String label() {
      return "all";
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Reader {
    @Autowired
    @Qualifier("geo")
    SnapshotGroup geo;

    @Autowired
    @Qualifier("cities")
    SnapshotCache<String, String> cities;
  }
}
