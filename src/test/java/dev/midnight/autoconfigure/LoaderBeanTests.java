package dev.midnight.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.PartitionedLoader;
import dev.midnight.RefreshContext;
import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotLoader;
import dev.midnight.SnapshotValue;
import dev.midnight.SnapshotWriter;
import dev.midnight.ValueLoader;
import dev.midnight.engine.SnapshotCacheBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

class LoaderBeanTests {

  @Test
  void lambdaLoaderGivesALoadedCacheOfItsNameAndTypes() {
    Contexts.runner()
        .withUserConfiguration(Lambdas.class, Reader.class)
        .run(
            context -> {
              Reader reader = context.getBean(Reader.class);
              assertThat(reader.cities.name()).isEqualTo("cities");
              assertThat(reader.cities.get("PAR")).isEqualTo(new City("PAR", "Paris"));
              assertThat(context.getBean("citiesCache")).isSameAs(reader.cities);
              assertThat(reader.rates.get(1L)).containsExactly("a", "b");
            });
  }

  @Test
  void valueLoaderGivesAValue() {
    Contexts.runner()
        .withUserConfiguration(Lambdas.class, Reader.class)
        .run(
            context -> {
              Reader reader = context.getBean(Reader.class);
              assertThat(reader.labels.get()).isEqualTo(Map.of("hello", "bonjour"));
              assertThat(context.getBean("labelsValue")).isSameAs(reader.labels);
            });
  }

  @Test
  void componentAndPartitionedLoadersGiveCaches() {
    Contexts.runner()
        .withUserConfiguration(Components.class)
        .run(
            context -> {
              assertThat(context).hasBean("townsCache").hasBean("partsCache");
              SnapshotCache<?, ?> parts = context.getBean("partsCache", SnapshotCache.class);
              assertThat(parts.snapshot().size()).isEqualTo(3);
            });
  }

  @Test
  void importedClassIsNamedWithoutItsPackageAndOuterClass() {
    Contexts.runner()
        .withUserConfiguration(Imported.class)
        .run(context -> assertThat(context).hasBean("importedTownsCache"));
  }

  @Test
  void loaderOfUnknownTypesIsStillACache() {
    Contexts.runner()
        .withUserConfiguration(RawLoader.class)
        .run(context -> assertThat(context.getBean(SnapshotCache.class).name()).isEqualTo("raw"));
  }

  @Test
  void loaderMayInjectItsOwnCacheAndOthers() {
    Contexts.runner()
        .withUserConfiguration(SelfReader.class)
        .run(context -> assertThat(context).hasNotFailed().hasBean("selfCache"));
  }

  @Test
  void cacheBeanOfTheApplicationTakesThePlaceOfOurs() {
    Contexts.runner()
        .withUserConfiguration(Lambdas.class, OwnCache.class)
        .run(
            context -> {
              SnapshotCache<?, ?> own = context.getBean("citiesCache", SnapshotCache.class);
              assertThat(own.name()).isEqualTo("mine");
              assertThat(own.snapshot().size()).isZero();
            });
  }

  @Test
  void disabledKeepsTheBeansUnloaded() {
    Contexts.runner()
        .withUserConfiguration(Lambdas.class, Reader.class)
        .withPropertyValues("midnight.enabled=false")
        .run(
            context -> {
              SnapshotCache<String, City> cities = context.getBean(Reader.class).cities;
              assertThat(cities).isNotNull();
              assertThat(context.getBean(MidnightLifecycle.class).isRunning()).isFalse();
              assertThat(context.getSourceApplicationContext().getBeanFactory())
                  .returns(false, beans -> beans.containsSingleton("midnightScheduler"));
              assertThat(StartFailures.messageOf(cities::snapshot)).contains("holds no snapshot");
            });
  }

  @Configuration(proxyBeanMethods = false)
  static class Lambdas {
    @Bean
    SnapshotLoader<String, City> cities() {
      return (out, context) -> out.put("PAR", new City("PAR", "Paris"));
    }

    @Bean
    SnapshotLoader<Long, List<String>> ratesLoader() {
      return (out, context) -> out.put(1L, List.of("a", "b"));
    }

    @Bean
    ValueLoader<Map<String, String>> labels() {
      return context -> Map.of("hello", "bonjour");
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Reader {
    @Autowired SnapshotCache<String, City> cities;

    @Autowired
    @Qualifier("rates")
    SnapshotCache<Long, List<String>> rates;

    @Autowired SnapshotValue<Map<String, String>> labels;
  }

  @Configuration(proxyBeanMethods = false)
  static class Components {
    @Bean
    TownLoader townsLoader() {
      return new TownLoader();
    }

    @Bean
    PartitionedLoader<Integer, String> parts() {
      return new PartitionedLoader<>() {
        @Override
        public int partitions() {
          return 3;
        }

        @Override
        public void load(
            int partition, SnapshotWriter<Integer, String> out, RefreshContext context) {
          out.put(partition, "part " + partition);
        }
      };
    }
  }

  static class BaseLoader<V> implements SnapshotLoader<String, V> {
    @Override
    public void load(SnapshotWriter<String, V> out, RefreshContext context) {
      context.expect(0);
    }
  }

  static class TownLoader extends BaseLoader<City> {
    @Override
    public void load(SnapshotWriter<String, City> out, RefreshContext context) {
      out.put("X", new City("X", "Xanten"));
    }
  }

  @Configuration(proxyBeanMethods = false)
  @Import(ImportedTownsLoader.class)
  static class Imported {}

  static class ImportedTownsLoader extends TownLoader {}

  @Configuration(proxyBeanMethods = false)
  static class RawLoader {
    @Bean
    SnapshotLoader<?, ?> raw() {
      return new TownLoader();
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class SelfReader {
    @Bean
    SnapshotLoader<String, City> selfLoader(SnapshotCache<String, City> self) {
      return (out, context) -> out.put(self.name(), new City("S", "Self"));
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class OwnCache {
    @Bean
    SnapshotCache<String, City> citiesCache() {
      return SnapshotCacheBuilder.of(
              "mine", (SnapshotWriter<String, City> out, RefreshContext context) -> {})
          .minEntries(0)
          .build();
    }
  }
}
