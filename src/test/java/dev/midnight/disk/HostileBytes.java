package dev.midnight.disk;

import dev.midnight.disk.Stores.Price;
import dev.midnight.spi.SnapshotStore;
import dev.midnight.spi.StoredGeneration;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Writes files that fit their checksums and mean harm; a process of a small heap reads them. */
final class HostileBytes {

  static final int HUGE = Integer.MAX_VALUE;

  private final Path directory;
  private final Path file;

  private HostileBytes(Path directory) throws IOException {
    this.directory = directory;
    try (SnapshotStore<String, Price> store = Stores.open(directory)) {
      store.save(Stores.published(1), Stores.prices(1, 100));
    }
    this.file = directory.resolve("cache-prices/generation-0000000000000000002.published");
  }

  /** Argument: a directory for the files. Says of each what became of it. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) throws IOException {
    HostileBytes hostile = new HostileBytes(Path.of(arguments[0]));
    hostile.tell("count", hostile.header(HUGE, 1), hostile.block(4, 4, new byte[4]));
    hostile.tell("long count", hostile.header(Long.MAX_VALUE, 1), hostile.block(4, 4, new byte[4]));
    hostile.tell("head length", out -> out.write(hostile.bareHead(HUGE)));
    hostile.tell("raw length", hostile.header(1, 1), hostile.block(HUGE, 4, new byte[4]));
    hostile.tell("stored length", hostile.header(1, 1), hostile.block(HUGE, HUGE, new byte[4]));
    hostile.tell("negative length", hostile.header(1, 1), hostile.block(-1, -1, new byte[4]));
    hostile.tell(
        "ratio", hostile.header(1, 1), hostile.block(Limits.BLOCK, 30, zstd(Limits.BLOCK)));
    byte[] bomb = zstd(100_000_000);
    hostile.tell("bomb", hostile.header(1, 1), hostile.block(Limits.BLOCK, bomb.length, bomb));
    hostile.tell("unknown compression", hostile.header(1, 77), hostile.block(4, 4, new byte[4]));
    hostile.payload("java stream", new byte[] {(byte) 0xac, (byte) 0xed, 0, 5, 's', 'r'});
    hostile.payload("huge text", new byte[] {0x7a, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff});
    hostile.payload("huge bytes", new byte[] {0x5a, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff});
    hostile.payload("huge array", new byte[] {(byte) 0x9a, 0x7f, (byte) 0xff, (byte) 0xff, -1});
    hostile.payload("nesting", nested());
    hostile.payload("gadget", gadget());
    System.out.println("done");
  }

  private static byte[] zstd(int length) {
    return com.github.luben.zstd.Zstd.compress(new byte[length]);
  }

  private static byte[] nested() {
    byte[] arrays = new byte[200_000];
    java.util.Arrays.fill(arrays, (byte) 0x81);
    return arrays;
  }

  /** The key "a", and a value that names a class in each way that Jackson once listened to. */
  private static byte[] gadget() {
    String name = "com.sun.rowset.JdbcRowSetImpl";
    Map<String, Object> value =
        Map.of("@class", name, "@c", name, "@type", name, "generation", 1, "cents", 1);
    tools.jackson.databind.ObjectMapper cbor = new tools.jackson.dataformat.cbor.CBORMapper();
    byte[] bytes = cbor.writeValueAsBytes(value);
    return ByteBuffer.allocate(2 + bytes.length)
        .put((byte) 0x61)
        .put((byte) 'a')
        .put(bytes)
        .array();
  }

  private interface Part {
    void writeTo(CheckedOutput out) throws IOException;
  }

  private Part header(long entries, int compression) {
    return new GenerationHeader(
            "prices",
            Stores.codec("prices").typeId(),
            compression,
            Stores.published(2),
            entries,
            Stores.LOADED_AT)
        ::writeTo;
  }

  private ByteBuffer bareHead(int length) {
    return ByteBuffer.allocate(16)
        .putLong(0x89_4D_4E_54_0D_0A_1A_0AL)
        .putShort((short) 1)
        .putShort((short) 1)
        .putInt(length)
        .flip();
  }

  private Part block(int rawLength, int storedLength, byte[] bytes) {
    ByteBuffer part = ByteBuffer.allocate(BlockOutput.PREFIX + bytes.length);
    part.putInt(0).putInt(rawLength).putInt(storedLength).put(bytes).flip();
    return out -> out.write(part);
  }

  /** A file that is whole in every way, with these bytes where the codec looks. */
  private void payload(String name, byte[] bytes) throws IOException {
    tell(
        name,
        out -> {
          header(1, 0).writeTo(out);
          BlockOutput blocks = new BlockOutput(out, BlockCompression.NONE);
          blocks.write(bytes, 0, bytes.length);
          blocks.finish(1);
        });
  }

  @SuppressWarnings("SystemOut")
  private void tell(String name, Part... parts) throws IOException {
    Files.deleteIfExists(file);
    try (Disk.NewFile out = LocalDisk.INSTANCE.create(file)) {
      CheckedOutput checked = new CheckedOutput(out);
      for (Part part : parts) {
        part.writeTo(checked);
      }
    }
    System.out.println(name + ": " + outcome());
    Files.deleteIfExists(file.resolveSibling("generation-0000000000000000002.damaged"));
  }

  private String outcome() throws IOException {
    AtomicLong rows = new AtomicLong();
    try (SnapshotStore<String, Price> store = Stores.open(directory)) {
      for (StoredGeneration one : store.generations()) {
        try {
          store.read(one.generation(), (key, value) -> rows.incrementAndGet());
          return "fell back to generation " + one.generation();
        } catch (IOException e) {
          // the next older one
        }
      }
    }
    return "nothing was left";
  }
}
