package dev.midnight.generations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.spi.LogLines;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StoreHealthTests {

  @RegisterExtension final LogLines lines = new LogLines("dev.midnight.generations");
  private final StoreHealth health = new StoreHealth("cities", Clock.systemUTC());

  @Test
  void aFailureIsSaidOnceWithItsFactsUntilACallGoesWell() {
    for (int i = 0; i < 3; i++) {
      health.failed("save generation 3", new IOException("no space"));
    }
    assertThat(lines.all()).hasSize(1);
    assertThat(lines.facts(0))
        .isEqualTo(
            Map.of("cache", "cities", "failure", "save generation 3: IOException: no space"));

    health.well();
    health.failed("save generation 3", new IOException("no space"));
    assertThat(lines.all()).hasSize(2);
  }

  @Test
  void onlyWhatIsNotTheMediumsShowsItsStack() {
    health.failed("save generation 3", new IOException("no space"));
    health.failed("save generation 4", new IllegalStateException("codec"));
    assertThat(lines.all().get(0).getThrowableProxy()).isNull();
    assertThat(lines.all().get(1).getThrowableProxy()).isNotNull();
  }
}
