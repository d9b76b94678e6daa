package dev.midnight.storm.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class WrkTests {

  private static final String PRINTED =
      """
      Running 10s test @ http://127.0.0.1:8080/
        1 threads and 32 connections
        Latency Distribution
           50%  812.00us
           99%    8.25ms
        123456 requests in 10.00s, 40.00MB read
      Requests/sec:  12345.67
      """;

  @Test
  void anOutputWithoutFiguresIsRefused() {
    assertThatIOException().isThrownBy(() -> Wrk.parse("unable to connect"));
  }

  @Test
  void errorsAreKept() throws IOException {
    assertThat(Wrk.parse(PRINTED + "Non-2xx or 3xx responses: 7\n").errors()).contains("7");
  }

  @Test
  void rateAndPercentileAreRead() throws IOException {
    assertThat(Wrk.parse(PRINTED)).isEqualTo(new LoadGenerator.Round(12345.67, 8.25, "none"));
  }
}
