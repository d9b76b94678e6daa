package dev.midnight.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.MissLoader;
import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotSource;
import dev.midnight.spi.MissStore;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class MissWiringTests {

  private final ApplicationContextRunner runner =
      Contexts.runner().withUserConfiguration(Sources.class);

  @Test
  void enabledMissesWithoutALoaderAreRefused() {
    assertThat(StartFailures.of(Sources.class, "midnight.caches.cities.miss.enabled=true"))
        .contains("Cache 'cities': miss.enabled is true but there is no MissLoader bean for it")
        .contains("Declare a bean 'citiesMissLoader'")
        .contains("midnight.caches.cities.miss.enabled=false");
  }

  @Test
  void enabledMissesWithoutCaffeineAreRefused() {
    runner
        .withUserConfiguration(Named.class)
        .withClassLoader(new FilteredClassLoader("com.github.benmanes.caffeine"))
        .withPropertyValues("midnight.caches.cities.miss.enabled=true")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining(
                        "nothing to remember what its MissLoader 'citiesMissLoader' finds"));
  }

  @Test
  void twoLoadersThatFitAreRefused() {
    assertThat(StartFailures.of(TwoThatFit.class, "midnight.caches.cities.miss.enabled=true"))
        .contains("Cache 'cities': 2 MissLoader beans fit it: one, other");
  }

  @Test
  void settingThatNoCacheCanObeyIsRefused() {
    assertThat(
            StartFailures.of(
                NamedAlone.class,
                "midnight.caches.cities.miss.enabled=true",
                "midnight.caches.cities.miss.maximum-size=0"))
        .contains("miss.maximum-size is 0 but must be at least 1");
  }

  @Test
  void missesAreOffUnlessEnabled() {
    runner
        .withUserConfiguration(Named.class)
        .run(context -> assertThat(get(context, "cities", "absent")).isNull());
  }

  @Test
  void loaderCalledAfterItsCacheIsAskedForAbsentKeys() {
    runner
        .withUserConfiguration(Named.class, Fitting.class)
        .withPropertyValues("midnight.caches.cities.miss.enabled=true")
        .run(
            context -> {
              assertThat(get(context, "cities", "a")).isEqualTo("loaded");
              assertThat(get(context, "cities", "absent")).isEqualTo("named absent");
              assertThat(get(context, "towns", "absent")).isNull();
            });
  }

  @Test
  void qualifiedAndFittingLoadersAreFound() {
    runner
        .withUserConfiguration(Qualified.class, Fitting.class)
        .withPropertyValues("midnight.defaults.miss.enabled=true")
        .run(
            context -> {
              assertThat(get(context, "towns", "absent")).isEqualTo("qualified absent");
              assertThat(get(context, "cities", "absent")).isEqualTo("fitting absent");
            });
  }

  @Test
  void storeOfTheApplicationReplacesCaffeine() {
    MissStore mine =
        new MissStore() {
          @Override
          public <K, R>
              java.util.concurrent.ConcurrentMap<K, java.util.concurrent.CompletableFuture<R>>
                  create(long maximumSize, java.time.Duration expireAfterWrite) {
            return new java.util.concurrent.ConcurrentHashMap<>();
          }
        };
    runner
        .withBean("mine", MissStore.class, () -> mine)
        .run(context -> assertThat(context).hasSingleBean(MissStore.class).hasBean("mine"));
  }

  private static @Nullable Object get(ApplicationContext context, String cache, String key) {
    @SuppressWarnings("unchecked")
    SnapshotCache<String, String> bean = context.getBean(cache + "Cache", SnapshotCache.class);
    return bean.get(key);
  }

  @Configuration(proxyBeanMethods = false)
  static class Sources {
    @SnapshotSource
    Map<String, String> cities() {
      return Map.of("a", "loaded");
    }

    @SnapshotSource
    Map<String, String> towns() {
      return Map.of("a", "loaded");
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Named {
    @Bean
    MissLoader<String, String> citiesMissLoader() {
      return key -> "named " + key;
    }
  }

  static class NamedAlone extends Sources {
    @Bean
    MissLoader<String, String> citiesMissLoader() {
      return key -> "named " + key;
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Qualified {
    @Bean
    @Qualifier("towns")
    MissLoader<String, String> lookUp() {
      return key -> "qualified " + key;
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Fitting {
    @Bean
    MissLoader<String, String> anyText() {
      return key -> "fitting " + key;
    }

    @Bean
    MissLoader<Integer, String> anyNumber() {
      return key -> "number " + key;
    }
  }

  static class TwoThatFit extends Sources {
    @Bean
    MissLoader<String, String> one() {
      return key -> key;
    }

    @Bean
    MissLoader<String, String> other() {
      return key -> key;
    }
  }
}
