package dev.midnight.examples.quickstart;

import dev.midnight.SnapshotLoader;
import dev.midnight.examples.quickstart.source.SourceFaults;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** The loader whose bean name names the cache. */
@Configuration(proxyBeanMethods = false)
class CityConfiguration {

  /** Gives the cache {@code cities}. Without the switch for failures it is the loader alone. */
  @Bean
  SnapshotLoader<CityKey, City> cities(
      JdbcClient database, PlatformTransactionManager transactions, SourceFaults faults) {
    return faults.around(new CityLoader(database, transactions));
  }
}
