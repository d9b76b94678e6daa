package dev.midnight.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A table in a heap of one and a half times its size, refreshed while one row in a hundred changes.
 *
 * <p>By default 200,000 rows. The size that is promised: {@code mvn test -Dtest=LargeNightTests
 * -Dmidnight.large-night.rows=20000000}, some minutes and 8 GiB.
 */
@Timeout(value = 1800, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LargeNightTests {

  private static final int ROWS = Integer.getInteger("midnight.large-night.rows", 200_000);

  @Test
  void tableIsRefreshedInAHeapOfOneAndAHalfTimesItsSize(@TempDir Path directory) throws Exception {
    String first = run(directory.resolve("first"), ROWS * 400L, 0);
    Matcher live = Pattern.compile("liveBytes=(\\d+)").matcher(first);
    assertThat(live.find()).as(first).isTrue();

    long heap = Long.parseLong(live.group(1)) * 3 / 2;
    String nights = run(directory.resolve("nights"), heap, 5);
    System.out.println(first + nights);
    assertThat(nights.lines().filter(line -> line.startsWith("night=")))
        .hasSize(6)
        .allMatch(line -> line.contains("outcome=PUBLISHED"));
    assertThat(nights).doesNotContain("OutOfMemoryError");
  }

  /**
   * Changed rows wait beside the old ones in their shard until it is written anew, and the journal
   * keeps those that changed last. Both are bounded: after some nights each new one takes as much
   * as it gives back. The smallest of eleven nights is looked at, as one collection may leave more.
   */
  @Test
  void liveHeapStopsGrowingAfterSomeNights(@TempDir Path directory) throws Exception {
    String output = run(directory.resolve("nights"), 300_000, 300_000 * 1_000L, 50);
    long[] live =
        Pattern.compile("outcome=PUBLISHED .*liveBytes=(\\d+)")
            .matcher(output)
            .results()
            .mapToLong(night -> Long.parseLong(night.group(1)))
            .toArray();

    assertThat(live).as(output).hasSize(51);
    long full = Arrays.stream(live, 28, 39).min().orElseThrow();
    assertThat(Arrays.stream(live, 40, 51).min().orElseThrow()).isLessThan(full + full / 50);
    assertThat(full).isLessThan(live[0] + live[0] / 4);
  }

  private static String run(Path output, long heap, int nights) throws Exception {
    return run(output, ROWS, heap, nights);
  }

  private static String run(Path output, int rows, long heap, int nights) throws Exception {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx" + Math.max(heap, 32L << 20),
                    "-cp",
                    System.getProperty("java.class.path"),
                    LargeNight.class.getName(),
                    String.valueOf(rows),
                    String.valueOf(nights)))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    process.waitFor();
    return Files.readString(output);
  }
}
