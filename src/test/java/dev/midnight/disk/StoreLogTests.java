package dev.midnight.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.spi.LogLines;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StoreLogTests {

  @RegisterExtension final LogLines lines = new LogLines("dev.midnight.disk");

  @Test
  void everyFactOfALineIsAFieldToo() {
    StoreLog.setAside("cities", "generation-3", "its sum is wrong");
    StoreLog.reasonLost("cities", 4, new IOException("no space"));

    assertThat(lines.facts(0))
        .isEqualTo(Map.of("cache", "cities", "file", "generation-3", "reason", "its sum is wrong"));
    assertThat(lines.facts(1))
        .isEqualTo(
            Map.of(
                "cache", "cities", "generation", "4", "reason", "java.io.IOException: no space"));
    assertThat(lines.all().get(0).getFormattedMessage())
        .isEqualTo("Cache 'cities': generation-3 was set aside and is not used: its sum is wrong");
  }
}
