package dev.midnight.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
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

  private static String run(Path output, long heap, int nights) throws Exception {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx" + Math.max(heap, 32L << 20),
                    "-cp",
                    System.getProperty("java.class.path"),
                    LargeNight.class.getName(),
                    String.valueOf(ROWS),
                    String.valueOf(nights)))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    process.waitFor();
    return Files.readString(output);
  }
}
