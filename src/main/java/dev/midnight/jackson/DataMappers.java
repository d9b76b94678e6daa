package dev.midnight.jackson;

import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DatabindContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.MapperBuilder;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.PolymorphicTypeValidator;
import tools.jackson.dataformat.cbor.CBORMapper;

/**
 * Makes mappers that give back what they were given, and create declared types only.
 *
 * <p>They are not the application's: how it answers over HTTP must not change what is stored.
 */
final class DataMappers {

  private DataMappers() {}

  static ObjectMapper of(DataForm form) {
    return switch (form) {
      case CBOR -> Cbor.mapper();
      case JSON -> exact(JsonMapper.builder()).build();
    };
  }

  /** For what Midnight itself remembers: a later version may have added fields. */
  static ObjectMapper lenient() {
    return exact(JsonMapper.builder())
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .build();
  }

  private static <M extends ObjectMapper, B extends MapperBuilder<M, B>> B exact(B builder) {
    return builder
        .findAndAddModules()
        .polymorphicTypeValidator(new NoTypesByClassName())
        .enable(MapperFeature.USE_STATIC_TYPING)
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
        .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
        .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
        .enable(DateTimeFeature.WRITE_DATES_WITH_ZONE_ID)
        .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);
  }

  /** Apart: a class that names an absent class in its code may not even be verified. */
  private static final class Cbor {

    static ObjectMapper mapper() {
      return exact(CBORMapper.builder()).build();
    }
  }

  /** Lets no class be chosen by what the bytes say; subtypes that are declared by name are fine. */
  private static final class NoTypesByClassName extends PolymorphicTypeValidator.Base {

    private static final long serialVersionUID = 1L;

    @Override
    public Validity validateBaseType(DatabindContext context, JavaType baseType) {
      return Validity.DENIED;
    }
  }
}
