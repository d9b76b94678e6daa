package dev.midnight.jackson;

import dev.midnight.spi.CacheMemory;
import dev.midnight.spi.MemoryCodec;
import java.io.IOException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/** Writes the memory of a cache as JSON, so that an operator can read it. */
public final class JacksonMemoryCodec implements MemoryCodec {

  private final ObjectMapper mapper = DataMappers.lenient();

  @Override
  public byte[] encode(CacheMemory memory) {
    return mapper.writeValueAsBytes(memory);
  }

  @Override
  public CacheMemory decode(byte[] bytes) throws IOException {
    try {
      CacheMemory memory = mapper.readValue(bytes, CacheMemory.class);
      if (memory == null) {
        throw new IOException("It says null.");
      }
      return memory;
    } catch (JacksonException e) {
      throw new IOException(e.getOriginalMessage(), e);
    }
  }
}
