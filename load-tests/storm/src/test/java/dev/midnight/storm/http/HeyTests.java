package dev.midnight.storm.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class HeyTests {

  private static final String PRINTED =
      """
      Summary:
        Total:	3.8598 secs
        Requests/sec:	2047.5059

      Latency distribution:
        95% in 0.0344 secs
        99% in 0.1362 secs

      Status code distribution:
        [200]	7903 responses
      """;

  @Test
  void anOutputWithoutFiguresIsRefused() {
    assertThatIOException().isThrownBy(() -> Hey.parse("unable to connect"));
  }

  @Test
  void aRateThatConnectionsCannotShareIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Hey(32, 100))
        .withMessageContaining("--rate=100");
  }

  @Test
  void errorsAreKept() throws IOException {
    assertThat(Hey.parse(PRINTED + "  [503]\t7 responses\n").errors()).contains("503");
    assertThat(Hey.parse(PRINTED + "Error distribution:\n  [170]\tGet: refused\n").errors())
        .contains("170");
  }

  @Test
  void rateAndPercentileAreRead() throws IOException {
    assertThat(Hey.parse(PRINTED)).isEqualTo(new LoadGenerator.Round(2047.5059, 136.2, "none"));
  }
}
