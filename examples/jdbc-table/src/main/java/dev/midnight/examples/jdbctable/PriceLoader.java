package dev.midnight.examples.jdbctable;

import dev.midnight.RefreshContext;
import dev.midnight.SnapshotLoader;
import dev.midnight.SnapshotWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads the whole table, a few rows in memory at a time. Its bean's name is the cache's: {@code
 * prices}.
 *
 * <p>Three things keep the driver from holding the table: a fetch size; a transaction, because
 * PostgreSQL's driver reads through a cursor only where auto-commit is off; and a stream, which
 * keeps no row that was put. {@code ConstantMemoryTests} shows what happens without.
 */
@Component("prices")
class PriceLoader implements SnapshotLoader<String, Price> {

  static final String ALL_ROWS = "select sku, amount, currency, label from price";

  /** Rows for each trip to the database: more is hardly faster, and takes more memory. */
  private static final int FETCH_SIZE = 1_000;

  private final JdbcClient database;
  private final TransactionTemplate reading;
  private final RowMapper<Price> rows = DataClassRowMapper.newInstance(Price.class);

  PriceLoader(JdbcClient database, PlatformTransactionManager transactions) {
    this.database = database;
    this.reading = new TransactionTemplate(transactions);
    reading.setReadOnly(true);
    reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
  }

  @Override
  public void load(SnapshotWriter<String, Price> out, RefreshContext context) {
    reading.executeWithoutResult(
        transaction -> {
          context.expect(count());
          try (Stream<Price> prices = allRows(context)) {
            prices.forEach(price -> out.put(price.sku(), price));
          }
        });
  }

  /** In the same transaction, and so of the same state of the table. */
  private long count() {
    return database.sql("select count(*) from price").query(Long.class).single();
  }

  /** A database that says nothing is given up with the refresh: no thread waits for it longer. */
  private Stream<Price> allRows(RefreshContext context) {
    Duration left = Duration.between(Instant.now(), context.deadline());
    return database
        .sql(ALL_ROWS)
        .withFetchSize(FETCH_SIZE)
        .withQueryTimeout((int) Math.max(1, left.toSeconds()))
        .query(rows)
        .stream();
  }
}
