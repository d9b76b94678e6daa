package dev.midnight.autoconfigure;

import dev.midnight.autoconfigure.diagnosis.RefusedConfigurationException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.convert.ConversionService;

/** Turns the text of {@code validate.required-keys} into keys. */
final class RequiredKeys {

  private final ConversionService conversion;

  RequiredKeys(ConversionService conversion) {
    this.conversion = conversion;
  }

  List<Object> of(CacheDefinition definition, @Nullable List<String> texts) {
    List<Object> keys = new ArrayList<>();
    for (String text : texts == null ? List.<String>of() : texts) {
      keys.add(key(definition, text));
    }
    return keys;
  }

  private Object key(CacheDefinition definition, String text) {
    Class<?> type = definition.keyType().resolve(String.class);
    Object key = null;
    RuntimeException cause = null;
    try {
      key = conversion.convert(text, type);
    } catch (ConversionException e) {
      cause = e;
    }
    if (key == null) {
      throw new RefusedConfigurationException(
          "Cache '%s': validate.required-keys has '%s', which cannot be made a key of type %s. The application does not start."
              .formatted(definition.name(), text, type.getName()),
          "Correct it, or declare a Converter<String, %s>.".formatted(type.getSimpleName()),
          cause == null ? new IllegalArgumentException("no value") : cause);
    }
    return key;
  }

  @SuppressWarnings("unchecked") // converted to the key type of the very cache that gets them
  static <K> Collection<K> cast(List<Object> keys) {
    return (Collection<K>) keys;
  }
}
