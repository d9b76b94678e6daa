package dev.midnight.examples.quickstart.source;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fills the empty database at the first start, in one transaction: a process that is killed within
 * it leaves nothing. All beans are made before any cache loads, so that the first load finds rows.
 */
@Component
final class CityImport implements InitializingBean {

  private static final Logger log = LoggerFactory.getLogger(CityImport.class);

  private static final String INSERT =
      "INSERT INTO city (country, admin1, admin2, name, latitude, longitude)"
          + " VALUES (?, ?, ?, ?, ?, ?)";

  private final JdbcTemplate database;
  private final TransactionTemplate transaction;

  CityImport(JdbcTemplate database, PlatformTransactionManager transactions) {
    this.database = database;
    this.transaction = new TransactionTemplate(transactions);
  }

  @Override
  public void afterPropertiesSet() {
    long present = count();
    if (present > 0) {
      log.info("The database holds {} rows from an earlier start", "%,d".formatted(present));
      return;
    }
    long start = System.nanoTime();
    PreparedStatementCallback<Long> insert = CityImport::insertAll;
    Long rows = transaction.execute(status -> database.execute(INSERT, insert));
    long millis = (System.nanoTime() - start) / 1_000_000;
    log.info("Imported {} rows into the empty database, in {} ms", "%,d".formatted(rows), millis);
  }

  private long count() {
    Long rows = database.queryForObject("SELECT COUNT(*) FROM city", Long.class);
    return rows == null ? 0 : rows;
  }

  /** Row by row: an embedded database has no round trips that a batch would save. */
  private static long insertAll(PreparedStatement insert) throws SQLException {
    try (CSVParser file = CityFile.open()) {
      for (CSVRecord row : file) {
        insert(insert, row);
      }
      return file.getRecordNumber();
    } catch (IOException e) {
      throw new SQLException("The file of cities cannot be read, so nothing is imported.", e);
    }
  }

  private static void insert(PreparedStatement insert, CSVRecord row) throws SQLException {
    insert.setString(1, row.get("country"));
    insert.setString(2, row.get("admin1"));
    insert.setString(3, row.get("admin2"));
    insert.setString(4, row.get("name"));
    insert.setDouble(5, Double.parseDouble(row.get("lat")));
    insert.setDouble(6, Double.parseDouble(row.get("lng")));
    insert.executeUpdate();
  }
}
