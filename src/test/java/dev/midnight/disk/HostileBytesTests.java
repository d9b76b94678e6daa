package dev.midnight.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes that mean harm are refused by a process with a heap of 256 MiB, which lives on. */
class HostileBytesTests {

  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path directory;

  @Test
  void lengthsBombsGadgetsAndJavaStreamsAreRefusedInASmallHeap() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                HostileBytes.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    List<String> outcomes =
        said.lines().filter(line -> line.matches("[a-z ]+: [a-z]+ .*")).toList();
    assertThat(outcomes).hasSize(15).allMatch(line -> line.endsWith(": fell back to generation 1"));
    assertThat(said).contains("done");
  }
}
