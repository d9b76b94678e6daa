package dev.midnight.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotSource;
import dev.midnight.springcache.MidnightCacheManager;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class SpringCacheTests {

  private final ApplicationContextRunner runner =
      Contexts.runner().withUserConfiguration(Application.class);

  @Test
  void nameThatNobodyHasIsExplained() {
    runner.run(
        context ->
            assertThatThrownBy(() -> context.getBean(Service.class).plain("a"))
                .hasMessageContaining("neither Midnight nor any other CacheManager")
                .hasMessageContaining("Midnight's are [cities]"));
  }

  @Test
  void annotationsReadAndWriteACacheByItsName() {
    runner.run(SpringCacheTests::usesMidnight);
  }

  @Test
  void bootsManagerKeepsAllOtherNames() {
    runner
        .withConfiguration(AutoConfigurations.of(CacheAutoConfiguration.class))
        .run(
            context -> {
              usesMidnight(context);
              assertThat(context.getBean("cacheManager")).isInstanceOf(CacheManager.class);
              Service service = context.getBean(Service.class);
              assertThat(service.plain("x")).isEqualTo(service.plain("x"));
              assertThat(context.getBean("cacheManager", CacheManager.class).getCacheNames())
                  .containsExactly("plain");
            });
  }

  @Test
  void managerOfTheApplicationStaysTheOneThatIsInjected() {
    runner
        .withConfiguration(AutoConfigurations.of(CacheAutoConfiguration.class))
        .withUserConfiguration(OwnManager.class)
        .run(
            context -> {
              usesMidnight(context);
              assertThat(context.getBean(CacheManager.class)).isInstanceOf(Own.class);
              assertThat(context).doesNotHaveBean("cacheManager");
            });
  }

  @Test
  void applicationThatConfiguresCachingByItselfIsLeftAlone() {
    runner
        .withUserConfiguration(OwnConfigurer.class)
        .run(
            context -> {
              Service service = context.getBean(Service.class);
              assertThat(service.find("a")).isEqualTo("called 1");
              assertThat(service.find("a")).isEqualTo("called 1");
            });
  }

  @Test
  void managerOfThatNameReplacesMidnights() {
    runner
        .withBean(
            "midnightCacheManager",
            CacheManager.class,
            () -> new ConcurrentMapCacheManager("cities"))
        .run(context -> assertThat(context).doesNotHaveBean(MidnightCacheManager.class));
  }

  @Test
  void withoutCachingNothingIsChanged() {
    Contexts.runner()
        .withUserConfiguration(Sources.class)
        .run(context -> assertThat(context).hasNotFailed().hasBean("midnightCacheManager"));
  }

  private static void usesMidnight(ApplicationContext context) {
    Service service = context.getBean(Service.class);
    assertThat(service.find("a")).isEqualTo("loaded");
    assertThat(service.find("none")).isNull();
    assertThat(service.find("none")).isNull();
    assertThat(service.calls()).isEqualTo(1);
    service.save("b", "written");
    SnapshotCache<?, ?> cities = context.getBean("citiesCache", SnapshotCache.class);
    assertThat(cities.snapshot().asMap().values()).anyMatch("written"::equals);
    service.forget();
    assertThat(service.find("a")).isEqualTo("loaded");
    assertThat(service.once("new")).isEqualTo("once new");
    assertThat(service.once("new")).isEqualTo("once new");
  }

  @Configuration(proxyBeanMethods = false)
  static class Sources {
    @SnapshotSource
    Map<String, String> cities() {
      return Map.of("a", "loaded");
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableCaching(proxyTargetClass = true)
  static class Application extends Sources {
    @Bean
    Service service() {
      return new Service();
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class OwnManager {
    @Bean
    CacheManager mine() {
      return new Own();
    }
  }

  static final class Own extends ConcurrentMapCacheManager {}

  @Configuration(proxyBeanMethods = false)
  static class OwnConfigurer implements CachingConfigurer {
    private final CacheManager mine = new ConcurrentMapCacheManager();

    @Override
    public CacheManager cacheManager() {
      return mine;
    }
  }

  static class Service {
    private final AtomicInteger calls = new AtomicInteger();

    public int calls() {
      return calls.get();
    }

    @Cacheable("cities")
    public @Nullable String find(String key) {
      int call = calls.incrementAndGet();
      return key.equals("none") ? null : "called " + call;
    }

    @Cacheable(cacheNames = "cities", sync = true)
    public String once(String key) {
      return "once " + key;
    }

    @CachePut(cacheNames = "cities", key = "#key")
    public String save(String key, String value) {
      return value;
    }

    @CacheEvict(cacheNames = "cities", allEntries = true)
    public void forget() {}

    @Cacheable("plain")
    public String plain(String key) {
      return key + calls.incrementAndGet();
    }
  }
}
