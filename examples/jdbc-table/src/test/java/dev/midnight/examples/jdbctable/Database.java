package dev.midnight.examples.jdbctable;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A PostgreSQL of the test's own, with the table {@code price}. */
final class Database implements AutoCloseable {

  private final EmbeddedPostgres server;
  private final JdbcClient client;

  private Database(EmbeddedPostgres server) {
    this.server = server;
    this.client = JdbcClient.create(server.getPostgresDatabase());
  }

  static Database start() {
    try {
      Database database = new Database(EmbeddedPostgres.builder().start());
      database.execute(
          "create table price (sku text primary key, amount numeric(12, 2) not null,"
              + " currency char(3) not null, label text not null)");
      return database;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds so many rows, numbered on from first. */
  Database rows(int first, int count) {
    client
        .sql(
            "insert into price select 'sku-' || n, n / 100.0, 'EUR', 'article number ' || n"
                + " from generate_series(?, ?) n")
        .params(first, first + count - 1)
        .update();
    return this;
  }

  void execute(String statement) {
    client.sql(statement).update();
  }

  String url() {
    return server.getJdbcUrl("postgres", "postgres");
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
