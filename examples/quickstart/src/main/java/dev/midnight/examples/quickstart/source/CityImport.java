package dev.midnight.examples.quickstart.source;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Fills the empty database at the first start, by one statement: a process that is killed within it
 * leaves nothing. All beans are made before any cache loads, so that the first load finds the rows.
 */
@Component
final class CityImport implements InitializingBean {

  private static final Logger log = LoggerFactory.getLogger(CityImport.class);

  /** H2's own reader of CSV, through H2's own reader of gzip files on the class path. */
  private static final String IMPORT =
      """
      INSERT INTO city (country, admin1, admin2, name, latitude, longitude)
      SELECT country, COALESCE(admin1, ''), COALESCE(admin2, ''), name, lat, lng
      FROM CSVREAD('gzip:classpath:/geonames-cities.csv.gz', NULL, 'charset=UTF-8')
      """;

  private final JdbcClient database;

  CityImport(JdbcClient database) {
    this.database = database;
  }

  @Override
  public void afterPropertiesSet() {
    long present = database.sql("SELECT COUNT(*) FROM city").query(Long.class).single();
    if (present > 0) {
      log.info("The database holds {} cities from an earlier start", "%,d".formatted(present));
      return;
    }
    long start = System.nanoTime();
    int rows = database.sql(IMPORT).update();
    long millis = (System.nanoTime() - start) / 1_000_000;
    log.info("Imported {} rows into the empty database in {} ms", "%,d".formatted(rows), millis);
  }
}
