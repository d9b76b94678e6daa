package dev.midnight.examples.quickstart.source;

import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.stereotype.Component;

/**
 * A database user who may change the cities and nothing else: no files, no functions, no tables.
 * See {@code schema.sql}.
 */
@Component
final class SourceEditor {

  private final JdbcClient database;

  SourceEditor(DataSourceProperties properties) {
    this.database =
        JdbcClient.create(
            new DriverManagerDataSource(properties.determineUrl(), "editor", "editor"));
  }

  JdbcClient database() {
    return database;
  }
}
