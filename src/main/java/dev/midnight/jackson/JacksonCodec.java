package dev.midnight.jackson;

import dev.midnight.spi.SnapshotCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;

/** Writes keys and values in turn, as their declared types. */
final class JacksonCodec<K, V> implements SnapshotCodec<K, V> {

  private final ObjectMapper mapper;
  private final ObjectWriter keyWriter;
  private final ObjectWriter valueWriter;
  private final ObjectReader keyReader;
  private final ObjectReader valueReader;
  private final DeclaredClass valueClass;
  private final String typeId;

  JacksonCodec(ObjectMapper mapper, JavaType key, JavaType value, String typeId) {
    this.mapper = mapper;
    this.keyWriter = mapper.writerFor(key);
    this.valueWriter = mapper.writerFor(value);
    this.keyReader = mapper.readerFor(key);
    this.valueReader = mapper.readerFor(value);
    this.valueClass = new DeclaredClass(value);
    this.typeId = typeId;
  }

  @Override
  public String typeId() {
    return typeId;
  }

  @Override
  public void encode(Map<K, V> entries, OutputStream out) throws IOException {
    if (!entries.isEmpty()) {
      proveReadable(entries.entrySet().iterator().next());
    }
    write(entries, out);
  }

  private void write(Map<K, V> entries, OutputStream out) throws IOException {
    try (JsonGenerator generator = mapper.createGenerator(out)) {
      for (Map.Entry<K, V> entry : entries.entrySet()) {
        valueClass.check(entry.getValue());
        keyWriter.writeValue(generator, entry.getKey());
        valueWriter.writeValue(generator, entry.getValue());
      }
    } catch (JacksonException e) {
      throw failure(e);
    }
  }

  @Override
  @SuppressWarnings("unchecked") // the readers make the declared types, and nothing else
  public void decode(InputStream in, long entries, BiConsumer<? super K, ? super V> into)
      throws IOException {
    try (JsonParser parser = mapper.createParser(in)) {
      for (long left = entries; left > 0; left--) {
        K key = (K) next(keyReader, parser);
        V value = (V) next(valueReader, parser);
        into.accept(key, value);
      }
    } catch (JacksonException e) {
      throw failure(e);
    }
  }

  private static Object next(ObjectReader reader, JsonParser parser) throws IOException {
    Object read = reader.readValue(parser);
    if (read == null) {
      throw new IOException("A key or value is null or missing in the stored bytes.");
    }
    return read;
  }

  /** What cannot be read back is told with the save, not found out at the next start. */
  private void proveReadable(Map.Entry<K, V> entry) throws IOException {
    byte[] written = bytes(Map.of(entry.getKey(), entry.getValue()));
    Map.Entry<K, V>[] back = newEntry();
    try {
      decode(new ByteArrayInputStream(written), 1, (key, value) -> back[0] = Map.entry(key, value));
      if (back[0].getKey().equals(entry.getKey())
          && Arrays.equals(written, bytes(Map.of(back[0].getKey(), back[0].getValue())))) {
        return;
      }
    } catch (IOException e) {
      throw unreadable(entry, e);
    }
    throw unreadable(entry, null);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static <K, V> Map.Entry<K, V>[] newEntry() {
    return new Map.Entry[1];
  }

  private byte[] bytes(Map<K, V> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    write(entries, bytes);
    return bytes.toByteArray();
  }

  private static IOException unreadable(Map.Entry<?, ?> entry, @Nullable IOException cause) {
    return new IOException(
        "An entry %s -> %s cannot be read back as it was; nothing was stored. Add a SnapshotCodec bean for this cache."
            .formatted(entry.getKey().getClass().getName(), entry.getValue().getClass().getName()),
        cause);
  }

  /** The failure of the stream, or what Jackson says without the bytes that it quotes. */
  private static IOException failure(JacksonException failure) {
    if (failure.getCause() instanceof IOException ofStream) {
      return ofStream;
    }
    failure.clearLocation();
    return new IOException(failure.getOriginalMessage(), failure);
  }
}
