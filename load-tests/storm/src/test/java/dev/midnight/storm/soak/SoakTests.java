package dev.midnight.storm.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SoakTests {

  /** Ten minutes under {@code -Psoak}, and as long as you like with {@code -Dsoak=PT8H}. */
  private static final Duration LENGTH = Duration.parse(System.getProperty("soak", "PT20S"));

  @Test
  void everythingStaysFlatAndTrue() throws InterruptedException {
    SoakResult result = new Soak(LENGTH).run();
    assertThat(result.outcomes()).containsKeys("PUBLISHED", "FAILED", "REJECTED", "NOT_READY");
    assertThat(result.reads()).isPositive();
    assertThat(result.writes()).isPositive();
    assertThat(result.complaints()).isEmpty();
  }
}
