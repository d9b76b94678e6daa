package dev.midnight.storm.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PausesTests {

  @Test
  void linesOfBothJvmsAreRead(@TempDir Path directory) throws IOException {
    Path log = directory.resolve("safepoints.log");
    Files.writeString(
        log,
        """
        [17ms] something else
        [120ms] Safepoint "G1CollectForAllocation", Time since last: 9 ns, Reaching safepoint: 1 ns, Cleanup: 2 ns, At safepoint: 4000 ns, Total: 4003 ns
        [250ms] Safepoint "ZMarkStartYoung", Time since last: 9 ns, Reaching safepoint: 1 ns, At safepoint: 70 ns, Leaving safepoint: 5 ns, Total: 76 ns, Threads: 0 runnable, 12 total
        """);
    assertThat(Pauses.read(log))
        .containsExactly(
            new Pauses.Pause(120, "G1CollectForAllocation", 4003),
            new Pauses.Pause(250, "ZMarkStartYoung", 76));
  }
}
