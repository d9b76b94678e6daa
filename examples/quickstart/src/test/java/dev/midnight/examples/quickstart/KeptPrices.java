package dev.midnight.examples.quickstart;

import dev.midnight.SnapshotLoader;
import dev.midnight.test.SettableClock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * The cache {@code cities}, as the application.yaml names it, with a store and as many prices as a
 * test wants, under a clock that a test moves. No {@code @Configuration}, which the application
 * would find.
 */
@EnableAutoConfiguration
class KeptPrices {

  private volatile int rows = 10;

  /** What the next loads find: the keys {@code price-0} and on, each with its own number. */
  void hold(int prices) {
    rows = prices;
  }

  @Bean
  SnapshotLoader<String, Integer> cities() {
    return (out, context) -> {
      for (int row = 0; row < rows; row++) {
        out.put("price-" + row, row);
      }
    };
  }

  @Bean
  SettableClock midnightClock() {
    return SettableClock.at(Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }
}
