package dev.midnight.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.Outcome;
import dev.midnight.RefreshContext;
import dev.midnight.RefreshResult;
import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotSource;
import dev.midnight.SnapshotValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class SnapshotSourceTests {

  private final ApplicationContextRunner runner = Contexts.runner();

  @Test
  void everyFormGivesItsCacheOrValue() {
    runner
        .withUserConfiguration(Sources.class, Reader.class)
        .run(
            context -> {
              Reader reader = context.getBean(Reader.class);
              assertThat(reader.byMap.get(1)).isEqualTo("one");
              assertThat(reader.byStream.get("PAR")).isEqualTo(new City("PAR", "Paris"));
              assertThat(reader.byList.get(7L)).isEqualTo(new Bean7());
              assertThat(reader.byField.get("f")).isNotNull();
              assertThat(reader.whole.get()).containsEntry("a", 1);
              assertThat(reader.list.get()).containsExactly("x", "y");
              assertThat(reader.count.get()).isEqualTo(3);
            });
  }

  @Test
  void streamIsClosed() {
    runner
        .withUserConfiguration(Sources.class)
        .run(context -> assertThat(context.getBean(Sources.class).closed).hasValue(1));
  }

  @Test
  void streamIsClosedWhenTheLoadFails() {
    AtomicInteger closed = new AtomicInteger();
    FailingStream.closed = closed;
    runner
        .withUserConfiguration(FailingStream.class)
        .withPropertyValues("midnight.defaults.startup-failure=continue")
        .run(context -> assertThat(closed).hasValue(1));
  }

  @Test
  void contextOfTheRefreshIsHandedOver() {
    runner
        .withUserConfiguration(Sources.class)
        .run(
            context -> {
              var list = context.getBean("byListCache", SnapshotCache.class);
              assertThat(context.getBean(Sources.class).seen).contains(list.name());
            });
  }

  @Test
  void nullResultFailsTheRefreshWithAReason() {
    runner
        .withUserConfiguration(NullResult.class)
        .withPropertyValues("midnight.defaults.startup=off")
        .run(
            context -> {
              SnapshotCache<?, ?> cache = context.getBean("nothingCache", SnapshotCache.class);
              RefreshResult result = cache.refresh().get();
              assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
              assertThat(result.reason()).contains("NullResult.nothing() returned null");
            });
  }

  @Test
  void elementWithoutKeyFailsTheRefresh() {
    runner
        .withUserConfiguration(NullKey.class)
        .withPropertyValues("midnight.defaults.startup=off")
        .run(
            context -> {
              SnapshotCache<?, ?> cache = context.getBean("cities", Cities.class).cache;
              RefreshResult result = cache.refresh().get();
              assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
              assertThat(result.reason()).contains("has no key");
            });
  }

  @Test
  void serviceMayInjectTheCacheThatItsOwnMethodFills() {
    runner
        .withUserConfiguration(SelfService.class)
        .run(
            context ->
                assertThat(context.getBean(SelfService.class).cache.get("a")).isEqualTo("own"));
  }

  @Test
  void streamWithoutAKeyIsRefused() {
    assertThat(StartFailures.of(KeylessStream.class))
        .contains("KeylessStream.rows()")
        .contains("returns a Stream without a key")
        .contains("@SnapshotSource(key = \"id\")");
  }

  @Test
  void methodsThatCannotServeAreRefused() {
    assertThat(StartFailures.of(PrivateMethod.class)).contains("is private").contains("public");
    assertThat(StartFailures.of(StaticMethod.class)).contains("is static");
    assertThat(StartFailures.of(VoidMethod.class)).contains("returns nothing");
    assertThat(StartFailures.of(TwoParameters.class)).contains("takes parameters");
    assertThat(StartFailures.of(KeyOfMap.class)).contains("taken as a whole");
    assertThat(StartFailures.of(UnknownKey.class))
        .contains("City has no such record component, getter or field");
    assertThat(StartFailures.of(UnknownElements.class)).contains("does not say what its elements");
    assertThat(StartFailures.of(WrongZone.class)).contains("'Mars/Olympus' is no time zone");
  }

  @Configuration
  static class Sources {
    final AtomicInteger closed = new AtomicInteger();
    final List<String> seen = new ArrayList<>();

    @SnapshotSource
    Map<Integer, String> byMap() {
      return Map.of(1, "one");
    }

    @SnapshotSource(name = "byStream", key = "code")
    public Stream<City> cities() {
      return Stream.of(new City("PAR", "Paris")).onClose(closed::incrementAndGet);
    }

    @SnapshotSource(key = "id")
    protected List<Bean7> byList(RefreshContext context) {
      seen.add(context.cache());
      return List.of(new Bean7());
    }

    @SnapshotSource(key = "field")
    List<WithField> byField() {
      return List.of(new WithField());
    }

    @SnapshotSource(value = true)
    Map<String, Integer> whole() {
      return Map.of("a", 1);
    }

    @SnapshotSource
    List<String> list() {
      return List.of("x", "y");
    }

    @SnapshotSource
    int count() {
      return 3;
    }
  }

  static class WithField {
    final String field = "f";
  }

  static class Bean7 {
    public long getId() {
      return 7;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Bean7;
    }

    @Override
    public int hashCode() {
      return 7;
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Reader {
    @Autowired SnapshotCache<Integer, String> byMap;
    @Autowired SnapshotCache<String, City> byStream;
    @Autowired SnapshotCache<Long, Bean7> byList;
    @Autowired SnapshotCache<String, WithField> byField;
    @Autowired SnapshotValue<Map<String, Integer>> whole;
    @Autowired SnapshotValue<List<String>> list;

    @Autowired
    @Qualifier("count")
    SnapshotValue<Integer> count;
  }

  @Configuration(proxyBeanMethods = false)
  static class FailingStream {
    static AtomicInteger closed = new AtomicInteger();

    @SnapshotSource(key = "code")
    Stream<City> cities() {
      return Stream.<City>generate(
              () -> {
                throw new IllegalStateException("connection lost");
              })
          .onClose(() -> closed.incrementAndGet());
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class NullResult {
    @SnapshotSource
    @Nullable Map<String, String> nothing() {
      return null;
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class NullKey {
    @Bean
    Cities cities(SnapshotCache<String, City> cache) {
      return new Cities(cache);
    }

    @SuppressWarnings("NullAway")
    @SnapshotSource(key = "code")
    List<City> towns() {
      return Arrays.asList(new City(null, "nowhere"));
    }
  }

  record Cities(SnapshotCache<String, City> cache) {}

  @Configuration(proxyBeanMethods = false)
  static class SelfService {
    @Autowired SnapshotCache<String, String> cache;

    @SnapshotSource
    Map<String, String> own() {
      return Map.of("a", "own");
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class KeylessStream {
    @SnapshotSource
    Stream<City> rows() {
      return Stream.empty();
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class PrivateMethod {
    @SuppressWarnings("UnusedMethod")
    @SnapshotSource
    private Map<String, String> rows() {
      return Map.of();
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class StaticMethod {
    @SnapshotSource
    static Map<String, String> rows() {
      return Map.of();
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class VoidMethod {
    @SnapshotSource
    void rows() {}
  }

  @Configuration(proxyBeanMethods = false)
  static class TwoParameters {
    @SnapshotSource
    Map<String, String> rows(RefreshContext context, String other) {
      return Map.of();
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class KeyOfMap {
    @SnapshotSource(key = "code")
    Map<String, City> rows() {
      return Map.of();
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class UnknownKey {
    @SnapshotSource(key = "id")
    List<City> rows() {
      return List.of();
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class UnknownElements {
    @SnapshotSource(key = "id")
    List<?> rows() {
      return List.of();
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class WrongZone {
    @SnapshotSource(zone = "Mars/Olympus")
    Optional<String> rows() {
      return Optional.empty();
    }
  }
}
