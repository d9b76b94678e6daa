package dev.midnight.disk;

import dev.midnight.spi.CacheMemory;
import dev.midnight.spi.MemoryCodec;
import dev.midnight.spi.SnapshotCodec;
import dev.midnight.spi.SnapshotStore;
import dev.midnight.spi.StoreSettings;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** An application's own codec, and one that starts in a few milliseconds. */
final class PlainCodec implements SnapshotCodec<String, PlainCodec.Price>, MemoryCodec {

  /** A value that tells of which generation it is. */
  record Price(long generation, long cents) {}

  static SnapshotStore<String, Price> open(Path directory, Disk disk) throws IOException {
    PlainCodec codec = new PlainCodec();
    return new FileSnapshotStores(new ZstdCompression(), codec, Clock.systemUTC(), disk)
        .open(new StoreSettings("prices", directory), codec);
  }

  static Map<String, Price> prices(long generation, int count) {
    Map<String, Price> prices = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      prices.put("item:" + i, new Price(generation, generation * 7_919 + i * 104_729L));
    }
    return prices;
  }

  @Override
  public String typeId() {
    return "prices, by hand";
  }

  @Override
  public void encode(Map<String, Price> entries, OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    for (Map.Entry<String, Price> entry : entries.entrySet()) {
      data.writeUTF(entry.getKey());
      data.writeLong(entry.getValue().generation());
      data.writeLong(entry.getValue().cents());
    }
    data.flush();
  }

  @Override
  public void decode(InputStream in, long entries, BiConsumer<? super String, ? super Price> into)
      throws IOException {
    DataInputStream data = new DataInputStream(in);
    for (long i = 0; i < entries; i++) {
      into.accept(data.readUTF(), new Price(data.readLong(), data.readLong()));
    }
  }

  @Override
  public byte[] encode(CacheMemory memory) {
    return ByteBuffer.allocate(Long.BYTES).putLong(memory.lastGeneration()).array();
  }

  @Override
  public CacheMemory decode(byte[] bytes) {
    long last = ByteBuffer.wrap(bytes).getLong();
    return new CacheMemory(last, last, null, null, null, -1, null, List.of(), List.of());
  }
}
