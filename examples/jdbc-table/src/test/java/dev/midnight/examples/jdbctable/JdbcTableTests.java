package dev.midnight.examples.jdbctable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.Outcome;
import dev.midnight.RefreshResult;
import dev.midnight.SnapshotCache;
import java.math.BigDecimal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The application over a table of a thousand rows. */
@SpringBootTest
@DirtiesContext // before its database stops
class JdbcTableTests {

  private static final Database DATABASE = Database.start().rows(1, 1_000);

  @Autowired private SnapshotCache<String, Price> prices;

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry properties) {
    properties.add("spring.datasource.url", DATABASE::url);
  }

  @AfterAll
  static void stop() {
    DATABASE.close();
  }

  @Test
  void theTableIsServedFromMemory() {
    assertThat(prices.snapshot().size()).isGreaterThanOrEqualTo(1_000);
    assertThat(prices.get("sku-250"))
        .isEqualTo(new Price("sku-250", new BigDecimal("2.50"), "EUR", "article number 250"));
    assertThat(prices.get("sku-0")).isNull();
  }

  @Test
  void aRefreshReadsTheTableAnew() {
    DATABASE.rows(5_001, 1);
    DATABASE.execute("update price set amount = 9.99 where sku = 'sku-7'");
    RefreshResult result = prices.refresh().join();

    assertThat(result.outcome()).isEqualTo(Outcome.PUBLISHED);
    assertThat(result.changes().added()).isEqualTo(1);
    assertThat(result.changes().updated()).isEqualTo(1);
    assertThat(prices.get("sku-7").amount()).isEqualTo("9.99");
  }

  @Test
  void aTableThatIsGoneLeavesTheOldPrices() {
    DATABASE.execute("alter table price rename to elsewhere");
    try {
      RefreshResult result = prices.refresh().join();

      assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(result.reason()).contains("relation \"price\" does not exist");
      assertThat(prices.get("sku-250")).isNotNull();
    } finally {
      DATABASE.execute("alter table elsewhere rename to price");
    }
  }
}
