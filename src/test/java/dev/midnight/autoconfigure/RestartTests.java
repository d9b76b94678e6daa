package dev.midnight.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a stop in the middle of a refresh leaves behind: nothing. Many restarts: {@code
 * -Dmidnight.restarts=200}.
 */
class RestartTests {

  private static final int RESTARTS = Integer.getInteger("midnight.restarts", 20);

  /** Each loads all classes of Spring anew, which takes a second or two. */
  private static final int LOADERS = Integer.getInteger("midnight.restarts", 4);

  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path directory;

  @Test
  void restartsInTheMiddleOfARefreshLeaveNoThread() {
    StoppedInMidRefresh.run(directory.toString());
    Set<Thread> before = threads();
    for (int restart = 0; restart < RESTARTS; restart++) {
      StoppedInMidRefresh.run(directory.toString());
    }
    await().untilAsserted(() -> assertThat(newThreads(before)).isEmpty());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void restartsInTheMiddleOfARefreshLeaveNoFileOpen() throws IOException {
    for (int restart = 0; restart < RESTARTS; restart++) {
      StoppedInMidRefresh.run(directory.toString());
    }
    String below = directory.toRealPath().toString();
    assertThat(openFiles()).noneMatch(file -> file.startsWith(below));
    try (Stream<Path> left = Files.walk(directory)) {
      assertThat(left.map(Path::toString)).noneMatch(file -> file.endsWith(".saving"));
    }
  }

  /**
   * The last one may stay: JDK 17 remembers the type of the newest record that it compared ({@code
   * ObjectMethods}). In a process of its own, which clears soft references at once.
   */
  @Test
  void restartsLeaveNoClassLoader() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx300m",
                "-XX:SoftRefLRUPolicyMSPerMB=0",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                RestartingProcess.class.getName(),
                directory.toString(),
                Integer.toString(LOADERS))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> said;
    try (BufferedReader lines = process.inputReader()) {
      said = lines.lines().filter(line -> line.startsWith("alive")).toList();
    }
    assertThat(process.waitFor()).isZero();
    assertThat(said).containsAnyOf("alive []", "alive [%d]".formatted(LOADERS - 1));
  }

  private static List<String> openFiles() throws IOException {
    List<String> files = new ArrayList<>();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      for (Path descriptor : descriptors.toList()) {
        if (Files.isSymbolicLink(descriptor)) {
          files.add(Files.readSymbolicLink(descriptor).toString());
        }
      }
    }
    return files;
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet();
  }

  private static Set<String> newThreads(Set<Thread> before) {
    return threads().stream()
        .filter(thread -> !before.contains(thread) && thread.isAlive())
        .map(Thread::getName)
        .filter(name -> name.contains("midnight") || name.contains("Quartz"))
        .collect(Collectors.toSet());
  }
}
