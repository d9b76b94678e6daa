package dev.midnight.autoconfigure;

import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotLoader;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** A small application, to be run by a class loader that lacks some jars. */
public final class WithoutJar {

  private WithoutJar() {}

  /**
   * Starts it, reads, writes, refreshes, and stops it.
   *
   * @param storeType {@code file}, or {@code none} where there is nothing to write entries with
   * @param directory of the store
   * @return what the cache holds at the end
   */
  public static String run(String storeType, String directory) {
    SpringApplication application = new SpringApplication(Application.class);
    application.setRegisterShutdownHook(false);
    application.setDefaultProperties(
        Map.of(
            "spring.main.web-application-type", "none",
            "spring.main.banner-mode", "off",
            "logging.level.root", "warn",
            "midnight.caches.prices.cron", "0 0 4 * * *",
            "midnight.caches.prices.store.type", storeType,
            "midnight.caches.prices.store.directory", directory));
    try (ConfigurableApplicationContext context = application.run()) {
      @SuppressWarnings("unchecked") // as declared below
      SnapshotCache<String, Long> cache =
          (SnapshotCache<String, Long>) context.getBean("pricesCache", SnapshotCache.class);
      String outcome = cache.refresh().join().outcome().name();
      cache.put("written", 2L).join();
      return outcome + " " + cache.get("loaded") + " " + cache.get("written");
    }
  }

  @EnableAutoConfiguration
  static class Application {

    @Bean
    SnapshotLoader<String, Long> prices() {
      return (out, context) -> {
        out.put("loaded", 1L);
        out.put("written", 0L);
      };
    }
  }
}
