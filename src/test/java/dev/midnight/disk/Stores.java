package dev.midnight.disk;

import dev.midnight.Changes;
import dev.midnight.jackson.DataForm;
import dev.midnight.jackson.JacksonCodecs;
import dev.midnight.jackson.JacksonMemoryCodec;
import dev.midnight.spi.GenerationRecord;
import dev.midnight.spi.SnapshotCodec;
import dev.midnight.spi.SnapshotStore;
import dev.midnight.spi.Standing;
import dev.midnight.spi.StoreSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Opens stores of numbered prices and fills them. */
final class Stores {

  static final Instant LOADED_AT = Instant.parse("2026-11-24T00:00:00.123456789Z");

  /** Apart: not every user of this class has Jackson. */
  private static final class Shared {
    static final JacksonCodecs CODECS = new JacksonCodecs(DataForm.CBOR);
    static final JacksonMemoryCodec MEMORIES = new JacksonMemoryCodec();
  }

  private Stores() {}

  static SnapshotStore<String, Price> open(Path directory) throws IOException {
    return open(directory, LocalDisk.INSTANCE);
  }

  static SnapshotStore<String, Price> open(Path directory, Disk disk) throws IOException {
    return open(directory, disk, "prices", new ZstdCompression());
  }

  static SnapshotStore<String, Price> open(
      Path directory, Disk disk, String cache, BlockCompression compression) throws IOException {
    return new FileSnapshotStores(compression, Shared.MEMORIES, Clock.systemUTC(), disk)
        .open(new StoreSettings(cache, directory), codec(cache));
  }

  @SuppressWarnings("unchecked")
  static SnapshotCodec<String, Price> codec(String cache) {
    return (SnapshotCodec<String, Price>) Shared.CODECS.codec(cache, String.class, Price.class);
  }

  static GenerationRecord published(long generation) {
    return record(generation, Standing.PUBLISHED, null);
  }

  static GenerationRecord record(long generation, Standing standing, @Nullable String reason) {
    return new GenerationRecord(
        generation,
        standing,
        reason,
        generation + 7,
        LOADED_AT,
        LOADED_AT.minusSeconds(60),
        "w" + generation,
        new Changes(1, 2, 3, 4));
  }

  /** Entries that tell of which generation they are. */
  static Map<String, Price> prices(long generation, int count) {
    Map<String, Price> prices = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      prices.put("item:" + i, new Price(generation, i * 31L, "EUR"));
    }
    return prices;
  }

  static Map<String, Price> read(SnapshotStore<String, Price> store, long generation)
      throws IOException {
    Map<String, Price> read = new HashMap<>();
    store.read(generation, read::put);
    return read;
  }

  /** A value that tells of which generation it is. */
  record Price(long generation, long cents, String currency) {}
}
