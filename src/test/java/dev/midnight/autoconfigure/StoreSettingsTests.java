package dev.midnight.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midnight.SnapshotLoader;
import dev.midnight.spi.ManagedCache;
import dev.midnight.spi.SnapshotCodec;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class StoreSettingsTests {

  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path directory;

  @Test
  void unknownTypeIsRefused() {
    assertThat(refusal("midnight.caches.cities.store.type=redis"))
        .contains("Cache 'cities': store.type is 'redis'", "there are none, file")
        .contains("does not start", "store.type=none");
  }

  @Test
  void fileStoreWithoutADirectoryIsRefused() {
    assertThat(refusal("midnight.caches.cities.store.type=file"))
        .contains("Cache 'cities' has store.type file and no directory")
        .contains("Set midnight.caches.cities.store.directory");
  }

  @Test
  void directoryBelowAFileIsRefused() throws IOException {
    Path file = Files.createFile(directory.resolve("a-file"));
    assertThat(
            refusal(
                "midnight.caches.cities.store.type=file",
                "midnight.caches.cities.store.directory=" + file.resolve("below")))
        .contains("Cache 'cities': its store is refused", file + " is a file, not a directory")
        .contains("midnight.caches.cities.store.directory");
  }

  /** No directory can be made below it, by nobody, as where a volume is not mounted. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void directoryThatCannotBeMadeNowStopsNoStartAndIsReported() {
    Contexts.runner()
        .withUserConfiguration(Cities.class)
        .withPropertyValues(
            "midnight.defaults.store.type=file",
            "midnight.defaults.store.directory=/proc/no-volume")
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              ManagedCache cities = (ManagedCache) context.getBean("citiesCache");
              assertThat(cities.status().size()).isEqualTo(1);
              await()
                  .until(
                      () -> Objects.requireNonNull(cities.status().generations().store()).failure(),
                      failure -> failure != null && failure.contains("store.directory"));
            });
  }

  @Test
  void directoryThatEverybodyMayWriteToIsRefused() throws IOException {
    Path open = Files.createDirectory(directory.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(
            refusal(
                "midnight.defaults.store.type=file", "midnight.defaults.store.directory=" + open))
        .contains("can be written by every user of this machine", "chmod o-w");
  }

  @Test
  void keepingNoGenerationIsRefusedEvenWithoutAStore() {
    assertThat(refusal("midnight.caches.cities.store.keep=0"))
        .contains("Cache 'cities': store.keep is 0 but must be at least 1");
  }

  @Test
  void typesThatAreNotDeclaredAreRefused() {
    assertThat(
            StartFailures.of(
                Undeclared.class,
                "midnight.defaults.store.type=file",
                "midnight.defaults.store.directory=" + directory))
        .contains("Cache 'anything'", "declared as Object")
        .contains("add a SnapshotCodec bean 'anythingCodec'");
  }

  @Test
  void withoutJacksonTheFileStoreIsRefusedWithTheRemedy() {
    Contexts.runner()
        .withClassLoader(new FilteredClassLoader("tools.jackson"))
        .withUserConfiguration(Undeclared.class)
        .withPropertyValues(
            "midnight.defaults.store.type=file", "midnight.defaults.store.directory=" + directory)
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("store.type is 'file', and there is no such store"));
  }

  @Test
  void codecOfTheApplicationIsFoundByTheNameOfTheCache() {
    for (int run = 0; run < 2; run++) {
      Contexts.runner()
          .withUserConfiguration(Undeclared.class, OwnCodec.class)
          .withPropertyValues(
              "midnight.defaults.store.type=file", "midnight.defaults.store.directory=" + directory)
          .run(context -> assertThat(context).hasNotFailed());
    }
    assertThat(OwnCodec.decoded).as("read back by the second start").isTrue();
  }

  @Test
  void applicationThatIsNotEnabledTouchesNoDisk() throws IOException {
    Contexts.runner()
        .withUserConfiguration(Cities.class)
        .withPropertyValues(
            "midnight.enabled=false",
            "midnight.defaults.store.type=file",
            "midnight.defaults.store.directory=" + directory)
        .run(context -> assertThat(context).hasNotFailed());
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void oneCacheMayDoWithoutTheStoreOfTheOthers() throws IOException {
    Contexts.runner()
        .withUserConfiguration(Cities.class, Undeclared.class)
        .withPropertyValues(
            "midnight.defaults.store.type=file",
            "midnight.defaults.store.directory=" + directory,
            "midnight.caches.anything.store.type=none")
        .run(context -> assertThat(context).hasNotFailed());
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(Path::getFileName).map(Path::toString)).containsExactly("cache-cities");
    }
  }

  private static String refusal(String... properties) {
    return StartFailures.of(Cities.class, properties);
  }

  @Configuration(proxyBeanMethods = false)
  static class Cities {

    @Bean
    SnapshotLoader<String, City> cities() {
      return (out, refresh) -> out.put("fr", new City("fr", "Paris"));
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Undeclared {

    @Bean
    SnapshotLoader<String, Object> anything() {
      return (out, refresh) -> out.put("key", 1L);
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class OwnCodec {

    static boolean decoded;

    @Bean
    SnapshotCodec<String, Object> anythingCodec() {
      return new SnapshotCodec<>() {

        @Override
        public String typeId() {
          return "own-1";
        }

        @Override
        public void encode(Map<String, Object> entries, OutputStream out) throws IOException {
          DataOutputStream data = new DataOutputStream(out);
          for (Map.Entry<String, Object> entry : entries.entrySet()) {
            data.writeUTF(entry.getKey());
            data.writeLong((Long) entry.getValue());
          }
          data.flush();
        }

        @Override
        public void decode(
            InputStream in, long entries, BiConsumer<? super String, ? super Object> into)
            throws IOException {
          DataInputStream data = new DataInputStream(in);
          for (long i = 0; i < entries; i++) {
            into.accept(data.readUTF(), data.readLong());
          }
          decoded = true;
        }
      };
    }
  }
}
