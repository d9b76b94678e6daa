package dev.midnight.examples.jdbctable;

import dev.midnight.RefreshContext;
import dev.midnight.Snapshot;
import dev.midnight.SnapshotWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A process that reads the table, counts its rows and keeps none, in one of three ways. */
final class ReadingProcess {

  enum Way {
    /** The loader of this example. */
    LOADER,
    /** A list of all rows, as it is mostly written. */
    LIST,
    /** Row by row, but without a transaction: the driver has all rows before the first is seen. */
    AUTO_COMMIT
  }

  private ReadingProcess() {}

  public static void main(String[] arguments) {
    DataSource source = new DriverManagerDataSource(arguments[1]);
    System.out.println("rows=" + rows(Way.valueOf(arguments[0]), source));
  }

  private static long rows(Way way, DataSource source) {
    return switch (way) {
      case LOADER -> byLoader(source);
      case LIST -> asList(source).size();
      case AUTO_COMMIT -> byAutoCommit(source);
    };
  }

  private static long byLoader(DataSource source) {
    Counter counter = new Counter();
    new PriceLoader(JdbcClient.create(source), new JdbcTransactionManager(source))
        .load(counter, new Unwatched());
    return counter.rows.get();
  }

  private static List<Price> asList(DataSource source) {
    return JdbcClient.create(source).sql(PriceLoader.ALL_ROWS).query(Price.class).list();
  }

  private static long byAutoCommit(DataSource source) {
    JdbcTemplate template = new JdbcTemplate(source);
    template.setFetchSize(1_000);
    try (var rows =
        template.queryForStream(
            PriceLoader.ALL_ROWS, DataClassRowMapper.newInstance(Price.class))) {
      return rows.filter(price -> !price.sku().isEmpty()).count();
    }
  }

  private static final class Counter implements SnapshotWriter<String, Price> {

    final AtomicLong rows = new AtomicLong();

    @Override
    public void put(String key, Price value) {
      rows.incrementAndGet();
    }

    @Override
    public Snapshot<String, Price> previous() {
      return null;
    }
  }

  /** The context of a load that nobody waits for. */
  private record Unwatched() implements RefreshContext {

    @Override
    public String cache() {
      return "prices";
    }

    @Override
    public long cycle() {
      return 1;
    }

    @Override
    public Instant deadline() {
      return Instant.now().plusSeconds(300);
    }

    @Override
    public boolean cancelled() {
      return false;
    }

    @Override
    public void onCancel(Runnable action) {}

    @Override
    public void expect(long rows) {}

    @Override
    public void unchanged() {}

    @Override
    public void notReady(String reason) {}

    @Override
    public void asOf(Instant dataTime) {}
  }
}
