package dev.midnight.disk;

import static dev.midnight.disk.Stores.prices;
import static dev.midnight.disk.Stores.published;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.midnight.disk.Stores.Price;
import dev.midnight.spi.SnapshotStore;
import dev.midnight.spi.StaleGenerationException;
import dev.midnight.spi.Standing;
import dev.midnight.spi.StoreReadOnlyException;
import dev.midnight.spi.StoredGeneration;
import dev.midnight.spi.UnreadableGenerationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSnapshotStoreTests {

  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path directory;

  @Test
  void whatWasSavedIsReadBackAfterARestart() throws IOException {
    try (SnapshotStore<String, Price> store = Stores.open(directory)) {
      store.save(published(1), prices(1, 10));
      store.save(published(2), prices(2, 20_000));
    }
    try (SnapshotStore<String, Price> store = Stores.open(directory)) {
      StoredGeneration newest = store.generations().get(0);
      assertThat(newest.about()).isEqualTo(published(2));
      assertThat(newest.size()).isEqualTo(20_000);
      assertThat(newest.bytes()).isEqualTo(Files.size(fileOf(2, "published")));
      assertThat(Stores.read(store, 2)).isEqualTo(prices(2, 20_000));
      assertThat(Stores.read(store, 1)).isEqualTo(prices(1, 10));
    }
  }

  @Test
  void anEmptyGenerationIsAGeneration() throws IOException {
    try (SnapshotStore<String, Price> store = Stores.open(directory)) {
      store.save(published(1), prices(1, 0));
      assertThat(Stores.read(store, 1)).isEmpty();
    }
  }

  @Test
  void aNumberThatIsNotNewerIsRefused() throws IOException {
    try (SnapshotStore<String, Price> store = Stores.open(directory)) {
      store.save(published(5), prices(5, 1));
      assertThatExceptionOfType(StaleGenerationException.class)
          .isThrownBy(() -> store.save(published(5), prices(6, 1)))
          .satisfies(e -> assertThat(e.newest()).isEqualTo(5));
      assertThat(Stores.read(store, 5)).isEqualTo(prices(5, 1));
    }
  }

  @Test
  void aDeletedNumberIsNotGivenAgain() throws IOException {
    try (SnapshotStore<String, Price> store = Stores.open(directory)) {
      store.save(published(1), prices(1, 1));
      store.save(published(2), prices(2, 1));
      store.delete(2);
      store.delete(2);
      store.delete(1);
      assertThat(store.generations()).isEmpty();
      assertThat(store.lastGeneration()).isEqualTo(2);
      store.save(published(3), prices(3, 1));
      store.save(published(4), prices(4, 1));
      assertThat(names())
          .as("the marker is needless, and deleted with the save after next")
          .hasSize(3)
          .noneMatch(name -> name.endsWith("deleted"));
    }
  }

  @Test
  void aMarkOutlivesARestart() throws IOException {
    try (SnapshotStore<String, Price> store = Stores.open(directory)) {
      store.save(published(1), prices(1, 1));
      store.save(Stores.record(2, Standing.REJECTED, "too small"), prices(2, 1));
      store.mark(1, Standing.WITHDRAWN, "wrong\nrates");
    }
    try (SnapshotStore<String, Price> store = Stores.open(directory)) {
      List<StoredGeneration> found = store.generations();
      assertThat(found)
          .extracting(StoredGeneration::standing)
          .containsExactly(Standing.REJECTED, Standing.WITHDRAWN);
      assertThat(found)
          .extracting(one -> one.about().reason())
          .containsExactly("too small", "wrong\nrates");
      assertThat(store.mark(1, Standing.PUBLISHED, null).standing()).isEqualTo(Standing.PUBLISHED);
    }
  }

  @Test
  void onlyItsOwnerCanReadAnything() throws IOException {
    try (SnapshotStore<String, Price> store = Stores.open(directory)) {
      store.save(published(1), prices(1, 1));
      store.mark(1, Standing.WITHDRAWN, "wrong");
    }
    Path own = directory.resolve("cache-prices");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
        .isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(own)) {
      assertThat(files)
          .hasSize(3)
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
  }

  @Test
  void aSecondStoreReadsAndTakesOverWhenTheFirstIsClosed() throws IOException {
    SnapshotStore<String, Price> first = Stores.open(directory);
    first.save(published(1), prices(1, 3));
    try (SnapshotStore<String, Price> second = Stores.open(directory)) {
      assertThat(Stores.read(second, 1)).isEqualTo(prices(1, 3));
      assertThatExceptionOfType(StoreReadOnlyException.class)
          .isThrownBy(() -> second.save(published(2), prices(2, 1)))
          .withMessageContaining("midnight.caches.prices.store.directory");
      first.close();
      second.save(published(2), prices(2, 1));
      assertThat(Stores.read(second, 2)).isEqualTo(prices(2, 1));
    }
    assertThatExceptionOfType(StoreReadOnlyException.class)
        .isThrownBy(() -> first.save(published(3), prices(3, 1)));
  }

  @Test
  void aDirectoryThatOthersCanReplaceIsRefused() throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Stores.open(directory))
        .withMessageContaining("chmod o-w");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path own = Files.createDirectory(directory.resolve("cache-prices"));
    Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxr-x---"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Stores.open(directory))
        .withMessageContaining("chmod 700");
  }

  @Test
  void aLinkInPlaceOfTheDirectoryIsRefused(@TempDir Path elsewhere) throws IOException {
    Files.createSymbolicLink(directory.resolve("cache-prices"), elsewhere);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Stores.open(directory))
        .withMessageContaining("is a link");
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void aLinkInPlaceOfAFileIsNeitherReadNorWritten(@TempDir Path elsewhere) throws IOException {
    Path secret = Files.writeString(elsewhere.resolve("secret"), "secret");
    try (SnapshotStore<String, Price> store = Stores.open(directory)) {
      store.save(published(1), prices(1, 1));
      Files.createSymbolicLink(fileOf(2, "published"), secret);
      Files.createSymbolicLink(fileOf(3, "saving"), secret);
      assertThat(store.generations()).extracting(StoredGeneration::generation).containsExactly(1L);
      store.save(published(3), prices(3, 1));
      assertThat(Stores.read(store, 3)).isEqualTo(prices(3, 1));
    }
    assertThat(secret).hasContent("secret");
  }

  @Test
  void aFileOfAnotherCacheOrOtherTypesIsRefusedAndStays() throws IOException {
    try (SnapshotStore<String, Price> store = Stores.open(directory)) {
      store.save(published(1), prices(1, 1));
    }
    try (SnapshotStore<String, Price> other =
        Stores.open(directory, LocalDisk.INSTANCE, "rates", BlockCompression.NONE)) {
      Path stranger =
          directory.resolve("cache-rates").resolve(fileOf(1, "published").getFileName());
      Files.copy(fileOf(1, "published"), stranger);
      assertThatExceptionOfType(UnreadableGenerationException.class)
          .isThrownBy(() -> Stores.read(other, 1))
          .withMessageContaining("belongs to another cache");
      assertThat(stranger).exists();
    }
  }

  @Test
  void withoutTheLibraryACompressedFileIsRefusedWithTheRemedy() throws IOException {
    try (SnapshotStore<String, Price> store = Stores.open(directory)) {
      store.save(published(1), prices(1, 1));
    }
    try (SnapshotStore<String, Price> bare =
        Stores.open(directory, LocalDisk.INSTANCE, "prices", BlockCompression.NONE)) {
      assertThatExceptionOfType(UnreadableGenerationException.class)
          .isThrownBy(() -> Stores.read(bare, 1))
          .withMessageContaining("com.github.luben:zstd-jni");
      bare.save(published(2), prices(2, 2));
      assertThat(Stores.read(bare, 2)).isEqualTo(prices(2, 2));
    }
  }

  @Test
  void namesCannotLeaveTheDirectoryNorMeet() throws IOException {
    List<String> names =
        List.of(
            "../x",
            "/etc/x",
            "a\0b",
            "..",
            "",
            "Cities",
            "cities",
            "CITIES",
            "ünïcode",
            "con",
            "a/b",
            "a\\b",
            "x".repeat(5_000),
            "x".repeat(4_999) + "y");
    assertThat(names.stream().map(CacheDirectory::nameOf))
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("cache-[a-z0-9~-]*") && name.length() < 120);
    for (String name : names) {
      Stores.open(directory, LocalDisk.INSTANCE, name, BlockCompression.NONE).close();
    }
    try (Stream<Path> made = Files.list(directory)) {
      assertThat(made).hasSize(names.size());
    }
  }

  private Path fileOf(long generation, String kind) {
    return directory
        .resolve("cache-prices")
        .resolve("generation-%019d.%s".formatted(generation, kind));
  }

  private List<String> names() throws IOException {
    return LocalDisk.INSTANCE.list(directory.resolve("cache-prices"));
  }
}
