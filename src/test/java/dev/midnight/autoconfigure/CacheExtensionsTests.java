package dev.midnight.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midnight.Outcome;
import dev.midnight.RefreshResult;
import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotListener;
import dev.midnight.SnapshotMerge;
import dev.midnight.SnapshotSource;
import dev.midnight.SnapshotValidator;
import dev.midnight.Trigger;
import dev.midnight.ValidationResult;
import dev.midnight.spi.CacheEvents;
import dev.midnight.spi.LoadGuard;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

class CacheExtensionsTests {

  static final Set<String> seen = new ConcurrentSkipListSet<>();

  @BeforeEach
  void reset() {
    seen.clear();
  }

  @Test
  void validatorCalledAfterACacheJudgesThatCacheAlone() {
    Contexts.runner()
        .withUserConfiguration(Sources.class, Named.class)
        .withPropertyValues("midnight.defaults.startup=off")
        .run(
            context -> {
              assertThat(refresh(context, "cities").outcome()).isEqualTo(Outcome.REJECTED);
              assertThat(refresh(context, "towns").outcome()).isEqualTo(Outcome.PUBLISHED);
            });
  }

  @Test
  void qualifiedValidatorJudgesItsCacheAlone() {
    Contexts.runner()
        .withUserConfiguration(Sources.class, Qualified.class)
        .withPropertyValues("midnight.defaults.startup=off")
        .run(
            context -> {
              assertThat(refresh(context, "towns").outcome()).isEqualTo(Outcome.REJECTED);
              assertThat(refresh(context, "cities").outcome()).isEqualTo(Outcome.PUBLISHED);
            });
  }

  @Test
  void unnamedListenerHearsOfAllCachesOfItsTypesAndMayInjectOne() {
    Contexts.runner()
        .withUserConfiguration(Sources.class, Listening.class)
        .run(
            context ->
                await()
                    .untilAsserted(
                        () ->
                            assertThat(seen)
                                .contains("typed cities", "typed towns", "all numbers")
                                .doesNotContain("typed numbers")));
  }

  @Test
  void twoMergesThatFitAreRefused() {
    assertThat(StartFailures.of(TwoMerges.class))
        .containsPattern("Cache '(cities|towns)': 2 SnapshotMerge beans fit it: one, other")
        .containsPattern("@Qualifier\\(\"(cities|towns)\"\\)");
  }

  @Test
  void namedMergeWinsOverOneThatOnlyFits() {
    Contexts.runner()
        .withUserConfiguration(Sources.class, NamedMerge.class)
        .run(context -> assertThat(context).hasNotFailed());
  }

  @Test
  void failingEventsAreLoggedAndTheOthersAreTold() {
    Contexts.runner()
        .withUserConfiguration(Sources.class, Events.class)
        .run(context -> assertThat(seen).contains("event cities", "event numbers"));
  }

  @Test
  void guardOfTheApplicationStandsAroundEachLoad() {
    Contexts.runner()
        .withUserConfiguration(Sources.class)
        .withBean(LoadGuard.class, RecordingGuard::new)
        .run(context -> assertThat(seen).contains("guarded cities", "guarded numbers"));
  }

  private static RefreshResult refresh(AssertableApplicationContext context, String cache)
      throws Exception {
    SnapshotCache<?, ?> bean = context.getBean(cache + "Cache", SnapshotCache.class);
    return bean.refresh().get();
  }

  static final class RecordingGuard implements LoadGuard {
    @Override
    public <T> T call(String cache, Callable<T> attempt) throws Exception {
      seen.add("guarded " + cache);
      return attempt.call();
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Sources {
    @SnapshotSource
    Map<String, String> cities() {
      return Map.of("a", "b");
    }

    @SnapshotSource
    Map<String, String> towns() {
      return Map.of("a", "b");
    }

    @SnapshotSource
    Map<Integer, Integer> numbers() {
      return Map.of(1, 1);
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Named {
    @Bean
    SnapshotValidator<String, String> citiesValidator() {
      return (candidate, current) -> ValidationResult.reject("never");
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Qualified {
    @Bean
    @Qualifier("towns")
    SnapshotValidator<String, String> gate() {
      return (candidate, current) -> ValidationResult.reject("never");
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Listening {
    @Bean
    SnapshotListener<String, String> typed(
        @Qualifier("cities") SnapshotCache<String, String> cities) {
      return new Recorder<>("typed ");
    }

    @Bean
    SnapshotListener<?, ?> all() {
      return new Recorder<>("all ");
    }
  }

  static final class Recorder<K, V> implements SnapshotListener<K, V> {
    private final String prefix;

    Recorder(String prefix) {
      this.prefix = prefix;
    }

    @Override
    public void refreshFinished(String cache, long cycle, RefreshResult result) {
      seen.add(prefix + cache);
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class TwoMerges extends Sources {
    @Bean
    SnapshotMerge<String, String> one() {
      return (key, loaded, written) -> written;
    }

    @Bean
    SnapshotMerge<String, String> other() {
      return (key, loaded, written) -> written;
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class NamedMerge {
    @Bean
    SnapshotMerge<String, String> citiesMerge() {
      return (key, loaded, written) -> written;
    }

    @Bean
    SnapshotMerge<String, String> other() {
      return (key, loaded, written) -> written;
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Events {
    @Bean
    @Order(1)
    CacheEvents failing() {
      return new CacheEvents() {
        @Override
        public void cycleStarted(String cache, long cycle, Trigger trigger, Duration delay) {
          throw new IllegalStateException("no meter");
        }
      };
    }

    @Bean
    @Order(2)
    CacheEvents recording() {
      return new CacheEvents() {
        @Override
        public void cycleStarted(String cache, long cycle, Trigger trigger, Duration delay) {
          seen.add("event " + cache);
        }
      };
    }
  }
}
