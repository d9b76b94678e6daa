package dev.midnight.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotLoader;
import dev.midnight.ValueLoader;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class CacheInjectionTests {

  @Test
  void missingCacheIsExplainedWithThoseThatExist() {
    assertThat(StartFailures.of(Missing.class))
        .contains("Missing")
        .contains("SnapshotCache<String, Integer>")
        .contains("- cities (bean 'citiesCache'), a SnapshotCache<String, City>")
        .contains("declare its source");
  }

  @Test
  void missingCacheWithoutAnyOtherSaysSo() {
    assertThat(StartFailures.of(Alone.class)).contains("There is none of any other type either");
  }

  @Test
  void ambiguousCacheIsExplainedWithItsCandidatesAndTheQualifier() {
    assertThat(StartFailures.of(Ambiguous.class))
        .contains("2 fit")
        .contains("- cities (bean 'citiesCache'), a SnapshotCache<String, City>")
        .contains("- towns (bean 'townsCache'), a SnapshotCache<String, City>")
        .containsPattern("@Qualifier\\(\"(cities|towns)\"\\)");
  }

  @Test
  void twoSourcesOfOneNameAreRefusedByName() {
    assertThat(StartFailures.of(SameName.class))
        .contains("Cache 'cities' has two sources")
        .contains("SnapshotLoader bean 'cities'")
        .contains("SnapshotLoader bean 'citiesLoader'")
        .contains("Rename one of them");
  }

  @Test
  void valueAndCacheOfOneNameAreRefused() {
    assertThat(StartFailures.of(SameNameAsValue.class)).contains("has two sources");
  }

  @Test
  void beanNameTakenByAnotherTypeIsRefused() {
    assertThat(StartFailures.of(NameTaken.class))
        .contains("its bean name 'citiesCache' is taken by a bean of type class java.lang.String")
        .contains("Rename that bean");
  }

  @Configuration(proxyBeanMethods = false)
  static class Cities {
    @Bean
    SnapshotLoader<String, City> cities() {
      return (out, context) -> out.put("PAR", new City("PAR", "Paris"));
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Missing extends Cities {
    @Bean
    Object reader(SnapshotCache<String, Integer> cache) {
      return cache;
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Alone {
    @Bean
    Object reader(SnapshotCache<String, Integer> cache) {
      return cache;
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Ambiguous extends Cities {
    @Bean
    SnapshotLoader<String, City> towns() {
      return (out, context) -> out.put("X", new City("X", "Xanten"));
    }

    @Bean
    Object reader(SnapshotCache<String, City> cache) {
      return cache;
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class SameName extends Cities {
    @Bean
    SnapshotLoader<String, City> citiesLoader() {
      return (out, context) -> out.put("X", new City("X", "Xanten"));
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class SameNameAsValue extends Cities {
    @Bean
    ValueLoader<String> citiesLoader() {
      return context -> "all of them";
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class NameTaken extends Cities {
    @Bean
    String citiesCache() {
      return "mine";
    }
  }
}
