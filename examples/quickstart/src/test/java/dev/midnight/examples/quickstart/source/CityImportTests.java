package dev.midnight.examples.quickstart.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;

class CityImportTests {

  private final DriverManagerDataSource source;
  private final JdbcTemplate database;

  CityImportTests(@TempDir Path directory) {
    this.source = new DriverManagerDataSource("jdbc:h2:file:" + directory.resolve("cities"));
    this.database = new JdbcTemplate(source);
  }

  @BeforeEach
  void createTables() {
    new ResourceDatabasePopulator(new ClassPathResource("schema.sql")).execute(source);
  }

  @Test
  void secondStartKeepsTheRowsAndTheirEdits() {
    importCities();
    database.update("DELETE FROM city WHERE country = 'FR'");
    long left = count();

    createTables();
    importCities();

    assertThat(count()).isEqualTo(left).isPositive();
  }

  @Test
  void importThatFailsLeavesNothing() {
    database.execute("ALTER TABLE city ADD CHECK (country <> 'ZW')");

    assertThatThrownBy(this::importCities).isInstanceOf(DataIntegrityViolationException.class);

    assertThat(count()).isZero();
  }

  private void importCities() {
    new CityImport(database, new JdbcTransactionManager(source)).afterPropertiesSet();
  }

  private long count() {
    Long rows = database.queryForObject("SELECT COUNT(*) FROM city", Long.class);
    return rows == null ? 0 : rows;
  }
}
