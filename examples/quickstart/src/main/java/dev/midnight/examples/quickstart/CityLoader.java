package dev.midnight.examples.quickstart;

import dev.midnight.RefreshContext;
import dev.midnight.SnapshotLoader;
import dev.midnight.SnapshotWriter;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads all cities from the database, row by row: no list of them is ever held. Within one
 * read-only transaction, because some drivers only then keep to a fetch size.
 */
final class CityLoader implements SnapshotLoader<CityKey, City> {

  /** In the order of the file, by the primary key: nothing has to be sorted first. */
  static final String ALL_ROWS =
      "SELECT country, admin1, admin2, name, latitude, longitude FROM city ORDER BY id";

  private static final int FETCH_SIZE = 1000;

  private final JdbcClient database;
  private final TransactionTemplate transaction;

  CityLoader(JdbcClient database, PlatformTransactionManager transactions) {
    this.database = database;
    this.transaction = new TransactionTemplate(transactions);
    this.transaction.setReadOnly(true);
  }

  @Override
  public void load(SnapshotWriter<CityKey, City> out, RefreshContext context) {
    transaction.executeWithoutResult(status -> read(out, context));
  }

  private void read(SnapshotWriter<CityKey, City> out, RefreshContext context) {
    context.expect(database.sql("SELECT COUNT(*) FROM city").query(Long.class).single());
    database
        .sql(ALL_ROWS)
        .withFetchSize(FETCH_SIZE)
        .query(
            row -> {
              City city = city(row);
              out.put(city.key(), city);
            });
  }

  private static City city(ResultSet row) throws SQLException {
    CityKey key =
        new CityKey(
            row.getString("country"),
            row.getString("admin1"),
            row.getString("admin2"),
            row.getString("name"));
    return new City(key, row.getDouble("latitude"), row.getDouble("longitude"));
  }
}
