package dev.midnight.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.Outcome;
import dev.midnight.RefreshResult;
import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class SourceTransactionTests {

  private final ApplicationContextRunner runner =
      Contexts.runner().withUserConfiguration(Database.class);

  @Test
  void streamIsReadInsideTheTransactionAndClosedBeforeItEnds() {
    runner
        .withBean(CityService.class)
        .run(
            context -> {
              SnapshotCache<?, ?> cities = context.getBean("citiesCache", SnapshotCache.class);
              assertThat(cities.snapshot().size()).isEqualTo(3);
              assertThat(CityService.events)
                  .containsExactly(
                      "row read-only", "row read-only", "row read-only", "closed in transaction");
            });
  }

  @Test
  void failureWhileTheStreamIsReadClosesItAndKeepsTheSnapshot() {
    runner
        .withBean(CityService.class)
        .run(
            context -> {
              SnapshotCache<?, ?> cities = context.getBean("citiesCache", SnapshotCache.class);
              context
                  .getBean(JdbcClient.class)
                  .sql("insert into city values ('PAR', 'Paris again')")
                  .update();
              CityService.events.clear();
              RefreshResult result = cities.refresh().get();
              assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
              assertThat(CityService.events).endsWith("closed in transaction");
              assertThat(cities.snapshot().size()).isEqualTo(3);
            });
  }

  @Test
  void callOfTheApplicationItselfGetsItsStream() {
    runner
        .withBean(CityService.class)
        .run(
            context -> {
              try (Stream<City> own = context.getBean(CityService.class).inMemory()) {
                assertThat(own).hasSize(1);
              }
            });
  }

  @Configuration(proxyBeanMethods = false)
  @EnableTransactionManagement(proxyTargetClass = true)
  static class Database {
    @Bean
    DataSource dataSource() {
      return new EmbeddedDatabaseBuilder()
          .generateUniqueName(true)
          .setType(EmbeddedDatabaseType.H2)
          .setScriptEncoding("UTF-8")
          .build();
    }

    @Bean
    DataSourceTransactionManager transactionManager(DataSource dataSource) {
      return new DataSourceTransactionManager(dataSource);
    }

    @Bean
    JdbcClient jdbc(DataSource dataSource) {
      JdbcClient jdbc = JdbcClient.create(dataSource);
      jdbc.sql("create table city (code varchar(3), name varchar(50))").update();
      jdbc.sql("insert into city values ('PAR','Paris'), ('LON','London'), ('ROM','Rome')")
          .update();
      return jdbc;
    }
  }

  @Service
  static class CityService {
    static final List<String> events = new CopyOnWriteArrayList<>();

    private final JdbcClient jdbc;

    CityService(JdbcClient jdbc) {
      this.jdbc = jdbc;
      events.clear();
    }

    @SnapshotSource(key = "code")
    @Transactional(readOnly = true)
    public Stream<City> cities() {
      return jdbc
          .sql("select code, name from city")
          .query((row, number) -> new City(row.getString(1), row.getString(2)))
          .stream()
          .peek(city -> events.add("row " + transaction()))
          .onClose(() -> events.add("closed in transaction".replace("in", in())));
    }

    @Transactional(readOnly = true)
    public Stream<City> inMemory() {
      return Stream.of(new City("X", "Xanten"));
    }

    private static String in() {
      return TransactionSynchronizationManager.isActualTransactionActive() ? "in" : "after";
    }

    private static String transaction() {
      return TransactionSynchronizationManager.isCurrentTransactionReadOnly()
          ? "read-only"
          : "without transaction";
    }
  }
}
