package dev.midnight.disk;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.midnight.spi.CacheMemory;
import dev.midnight.spi.SnapshotStore;
import dev.midnight.spi.Standing;
import dev.midnight.spi.StoredGeneration;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

/**
 * Kills processes while they save. What they said to be saved is there, and what is there is whole.
 *
 * <p>{@code mvn test -Dtest=KillTests -Dmidnight.kills=1000} kills that many times in each of the
 * two ways. A killed process leaves the page cache to the system: what is lost with the power is
 * the matter of {@link SaveOrderTests}.
 */
class KillTests {

  private static final int KILLS = Integer.getInteger("midnight.kills", 12);

  /** Of the JVM's start, several saves and what is between them. */
  private static final int LATEST_MILLIS = 350;

  private static final int KEPT = 4;

  /** What the process needs and no more: its start is most of the time that a kill takes. */
  private static final String CLASS_PATH =
      Stream.of(SavingProcess.class, FileSnapshotStores.class, Zstd.class, Logger.class)
          .map(KillTests::home)
          .distinct()
          .collect(Collectors.joining(File.pathSeparator));

  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path directory;

  private long saved;
  private long remembered;
  private final Set<Long> marked = new HashSet<>();

  @Test
  void aProcessThatEndsAtAnyOperationLeavesOldOrNewNeverTorn() throws Exception {
    for (int kill = 0; kill < KILLS; kill++) {
      Process process = start(1 + kill % 60, kill / 60 % 2 == 1);
      listen(process);
      assertThat(process.waitFor()).as("ended by itself at its operation").isEqualTo(9);
      check("kill " + kill);
    }
  }

  @Test
  void aProcessThatIsKilledAtAnyTimeLeavesOldOrNewNeverTorn() throws Exception {
    long seed = Long.getLong("midnight.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int kill = 0; kill < KILLS; kill++) {
      Process process = start(-1, false);
      Thread killer = killLater(process, random.nextInt(LATEST_MILLIS));
      listen(process);
      assertThat(process.waitFor()).as("ended by SIGKILL").isEqualTo(137);
      killer.join();
      check("kill %d of seed %d".formatted(kill, seed));
    }
  }

  private static String home(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private Process start(long operation, boolean half) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-cp",
            CLASS_PATH,
            SavingProcess.class.getName(),
            directory.toString(),
            Long.toString(operation),
            Boolean.toString(half))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static Thread killLater(Process process, long milliseconds) {
    Thread killer =
        new Thread(
            () -> {
              try {
                if (!process.waitFor(milliseconds, TimeUnit.MILLISECONDS)) {
                  process.toHandle().destroyForcibly(); // the Process itself would close its output
                }
              } catch (InterruptedException e) {
                process.toHandle().destroyForcibly(); // the Process itself would close its output
              }
            },
            "killer");
    killer.start();
    return killer;
  }

  /** Takes what the process says until its end. */
  private void listen(Process process) throws IOException {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] words = line.split(" ", 2);
        switch (words[0]) {
          case "saved" -> saved = Long.parseLong(words[1]);
          case "remembered" -> remembered = Long.parseLong(words[1]);
          case "marked" -> marked.add(Long.parseLong(words[1]));
          default -> {} // a word of the JVM
        }
      }
    }
  }

  private void check(String when) throws IOException {
    try (SnapshotStore<String, PlainCodec.Price> store =
        PlainCodec.open(directory, LocalDisk.INSTANCE)) {
      List<StoredGeneration> found = store.generations();
      assertThat(store.lastGeneration()).as(when).isBetween(saved, saved + 1);
      if (saved > 0) {
        assertThat(found.get(0).generation()).as(when).isBetween(saved, saved + 1);
      }
      for (StoredGeneration one : found) {
        checkWhole(store, one, when);
      }
      for (StoredGeneration old : found.subList(Math.min(KEPT, found.size()), found.size())) {
        store.delete(old.generation()); // what a killed process could not: all are read each time
      }
      CacheMemory memory = store.memory();
      assertThat(memory == null ? 0 : memory.lastGeneration())
          .as(when)
          .isBetween(remembered, store.lastGeneration());
      saved = store.lastGeneration();
      remembered = memory == null ? 0 : memory.lastGeneration();
    }
    assertThat(LocalDisk.INSTANCE.list(directory.resolve("cache-prices")))
        .as(when)
        .noneMatch(name -> name.matches(".*damaged|generation.*saving"));
  }

  private void checkWhole(
      SnapshotStore<String, PlainCodec.Price> store, StoredGeneration one, String when)
      throws IOException {
    Map<String, PlainCodec.Price> read = new HashMap<>();
    store.read(one.generation(), read::put);
    assertThat(read.equals(PlainCodec.prices(one.generation(), SavingProcess.ENTRIES)))
        .as("generation %d, %s", one.generation(), when)
        .isTrue();
    if (marked.contains(one.generation())) {
      assertThat(one.standing()).as(when).isEqualTo(Standing.WITHDRAWN);
    }
  }
}
