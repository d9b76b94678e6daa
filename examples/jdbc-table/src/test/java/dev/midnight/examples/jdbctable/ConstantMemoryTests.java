package dev.midnight.examples.jdbctable;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A table of a million rows, some 250 MB as objects, read within a heap of 32 MB. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConstantMemoryTests {

  private static final int ROWS = 1_000_000;

  private static Database database;

  @TempDir Path directory;

  private record End(int code, String output) {}

  @BeforeAll
  static void fill() {
    database = Database.start().rows(1, ROWS);
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @Test
  void theLoaderReadsTheTableInConstantMemory() throws Exception {
    End end = read(ReadingProcess.Way.LOADER);

    assertThat(end.output()).contains("rows=" + ROWS);
    assertThat(end.code()).isZero();
  }

  /**
   * What the loader must not be written as; were the heap large enough, the test above says
   * nothing.
   */
  @ParameterizedTest
  @EnumSource(names = {"LIST", "AUTO_COMMIT"})
  void otherWaysRunOutOfMemory(ReadingProcess.Way way) throws Exception {
    End end = read(way);

    assertThat(end.output()).contains("OutOfMemoryError").doesNotContain("rows=");
    assertThat(end.code()).isNotZero();
  }

  private End read(ReadingProcess.Way way) throws IOException, InterruptedException {
    Path output = directory.resolve("output");
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx32m",
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    ReadingProcess.class.getName(),
                    way.name(),
                    database.url()))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int code = process.waitFor();
    return new End(code, Files.readString(output));
  }
}
