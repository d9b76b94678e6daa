package dev.midnight.jackson;

import dev.midnight.spi.SnapshotCodec;
import dev.midnight.spi.SnapshotCodecs;
import java.lang.reflect.Type;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectMapper;

/** Gives every cache whose types are declared a codec by Jackson. */
public final class JacksonCodecs implements SnapshotCodecs {

  private final DataForm form;
  private final ObjectMapper mapper;

  /** Codecs that write that form. */
  public JacksonCodecs(DataForm form) {
    this.form = form;
    this.mapper = DataMappers.of(form);
  }

  @Override
  public SnapshotCodec<?, ?> codec(String cache, Type key, Type value) {
    try {
      return codec(mapper.constructType(key), mapper.constructType(value));
    } catch (JacksonException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Cache '%s': entries %s -> %s cannot be stored, because %s. Nothing would be saved."
                  .formatted(cache, key.getTypeName(), value.getTypeName(), e.getMessage())
              + " Declare their types in full, or add a SnapshotCodec bean '%sCodec'."
                  .formatted(cache),
          e);
    }
  }

  private SnapshotCodec<?, ?> codec(JavaType key, JavaType value) {
    TypeShape shape = new TypeShape(mapper);
    shape.add(key);
    shape.add(value);
    requireReadable(key);
    requireReadable(value);
    String typeId =
        "jackson-%s-1 %s>%s %s".formatted(form, nameOf(key), nameOf(value), shape.digest());
    return new JacksonCodec<Object, Object>(mapper, key, value, typeId);
  }

  /** Makes the reader of a type now, which refuses types that would be chosen by the bytes. */
  private void requireReadable(JavaType type) {
    mapper._deserializationContext().findRootValueDeserializer(type);
  }

  private static String nameOf(JavaType type) {
    String name = type.getRawClass().getSimpleName().replaceAll("[^ -~]", "?");
    return name.substring(0, Math.min(name.length(), 60));
  }
}
