package dev.midnight.spi;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Turns the entries of one cache into bytes and back. Thread-safe; needs memory for one entry, not
 * for all.
 *
 * <p>The bytes may come from anywhere: decoding creates objects of declared types only, never of
 * types that the bytes name, and allocates nothing on the word of a length that it read.
 */
public interface SnapshotCodec<K, V> {

  /**
   * Names the types and the form of the bytes, in up to 200 printable ASCII characters. Stored with
   * each generation; one with another id is not read. It changes with what the types hold.
   */
  String typeId();

  /** Writes all entries; does not close the stream. */
  void encode(Map<K, V> entries, OutputStream out) throws IOException;

  /**
   * Hands out so many entries and reads nothing behind the last one that matters; does not close
   * the stream.
   *
   * @throws IOException if the bytes are not what {@link #encode} writes
   */
  void decode(InputStream in, long entries, BiConsumer<? super K, ? super V> into)
      throws IOException;
}
