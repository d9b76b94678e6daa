package dev.midnight.disk;

import dev.midnight.spi.GenerationRecord;
import dev.midnight.spi.SnapshotCodec;
import dev.midnight.spi.Standing;
import dev.midnight.spi.StoredGeneration;
import dev.midnight.spi.UnreadableGenerationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.BiConsumer;

/** Writes and reads the contents of one file: a head, blocks, and a last block that counts. */
final class GenerationFormat<K, V> {

  private final String cache;
  private final SnapshotCodec<K, V> codec;
  private final BlockCompression compression;
  private final Clock clock;

  GenerationFormat(
      String cache, SnapshotCodec<K, V> codec, BlockCompression compression, Clock clock) {
    this.cache = cache;
    this.codec = codec;
    this.compression = compression;
    this.clock = clock;
  }

  /** Writes a whole file and makes its contents durable. */
  StoredGeneration write(Disk disk, Path path, GenerationRecord about, Map<K, V> entries)
      throws IOException {
    GenerationHeader header =
        new GenerationHeader(
            cache, codec.typeId(), compression.id(), about, entries.size(), clock.instant());
    try (Disk.NewFile file = disk.create(path)) {
      CheckedOutput out = new CheckedOutput(file);
      header.writeTo(out);
      BlockOutput blocks = new BlockOutput(out, compression);
      codec.encode(entries, blocks);
      blocks.finish(header.entries());
      file.force();
      return new StoredGeneration(about, header.entries(), out.written(), header.savedAt());
    }
  }

  /** Reads the head alone. */
  StoredGeneration describe(Disk disk, Path path, GenerationName name, Standing standing)
      throws IOException {
    long size = disk.size(path);
    try (InputStream file = disk.open(path)) {
      CheckedInput in = new CheckedInput(file, name.text());
      return described(GenerationHeader.readFrom(in, standing, size), size, name);
    }
  }

  private static StoredGeneration described(GenerationHeader header, long size, GenerationName name)
      throws IOException {
    if (header.about().generation() != name.generation()) {
      throw new DamagedFileException(
          "%s is damaged: in it is generation %d."
              .formatted(name.text(), header.about().generation()));
    }
    return new StoredGeneration(header.about(), header.entries(), size, header.savedAt());
  }

  /** Reads the whole file. */
  StoredGeneration read(
      Disk disk,
      Path path,
      GenerationName name,
      Standing standing,
      BiConsumer<? super K, ? super V> into)
      throws IOException {
    long size = disk.size(path);
    try (InputStream file = disk.open(path)) {
      CheckedInput in = new CheckedInput(file, name.text());
      GenerationHeader header = GenerationHeader.readFrom(in, standing, size);
      StoredGeneration stored = described(header, size, name);
      BlockInput blocks = new BlockInput(in, compressionOf(header, name));
      decode(header, name, blocks, into);
      blocks.finish(header.entries());
      return stored;
    }
  }

  private BlockCompression compressionOf(GenerationHeader header, GenerationName name)
      throws UnreadableGenerationException {
    if (!header.cache().equals(cache)) {
      throw refused(name, "belongs to another cache", "Restore it to the directory of that cache.");
    }
    if (!header.typeId().equals(codec.typeId())) {
      throw refused(
          name,
          "holds other types than this version of the application",
          "They are loaded from the source instead.");
    }
    if (header.compression() == BlockCompression.NONE.id()) {
      return BlockCompression.NONE;
    }
    if (header.compression() != compression.id()) {
      throw refused(
          name,
          "has compression %d, which is not on the class path".formatted(header.compression()),
          "Add com.github.luben:zstd-jni to the application.");
    }
    return compression;
  }

  private UnreadableGenerationException refused(GenerationName name, String what, String remedy) {
    return new UnreadableGenerationException(
        "Cache '%s': %s %s, and is not used. %s".formatted(cache, name.text(), what, remedy));
  }

  private void decode(
      GenerationHeader header,
      GenerationName name,
      BlockInput blocks,
      BiConsumer<? super K, ? super V> into)
      throws IOException {
    Counted<K, V> counted = new Counted<>(header.entries(), into);
    try {
      codec.decode(blocks, header.entries(), counted);
    } catch (DamagedFileException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      counted.rethrowOwn(e);
      Throwable cause = e.getCause();
      if (cause instanceof DamagedFileException damaged) {
        throw damaged;
      }
      throw new UnreadableGenerationException(
          "Cache '%s': the codec cannot read %s, so it is not used.".formatted(cache, name.text()),
          e);
    }
    if (counted.left != 0) {
      throw new UnreadableGenerationException(
          "Cache '%s': the codec left %d entries of %s unread, so it is not used."
              .formatted(cache, counted.left, name.text()));
    }
  }

  /** Hands on as many entries as there are, and tells the receiver's failures from the codec's. */
  private static final class Counted<K, V> implements BiConsumer<K, V> {

    private final BiConsumer<? super K, ? super V> into;
    private long left;
    private boolean failedInside;

    Counted(long entries, BiConsumer<? super K, ? super V> into) {
      this.left = entries;
      this.into = into;
    }

    @Override
    public void accept(K key, V value) {
      if (left-- == 0) {
        throw new IllegalStateException("The codec hands out more entries than there are.");
      }
      failedInside = true;
      into.accept(key, value);
      failedInside = false;
    }

    void rethrowOwn(Exception failure) {
      if (failedInside && failure instanceof RuntimeException own) {
        throw own;
      }
    }
  }
}
