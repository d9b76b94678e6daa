package dev.midnight.jackson;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.jsonFormatVisitors.JsonFormatVisitable;
import tools.jackson.databind.jsonFormatVisitors.JsonFormatVisitorWrapper;
import tools.jackson.databind.jsonFormatVisitors.JsonObjectFormatVisitor;

/**
 * What a type and all types below it hold: names and types of their properties. Where that has
 * changed, a stored value might be read back with a null that nobody expects.
 */
final class TypeShape {

  private final ObjectMapper mapper;
  private final TreeMap<String, Set<String>> properties = new TreeMap<>();

  TypeShape(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /**
   * Adds a type and what is below it.
   *
   * @throws IllegalArgumentException if some of it could not be read back as what it was
   */
  void add(JavaType type) {
    String name = type.toCanonical();
    if (type.isJavaLangObject()) {
      throw new IllegalArgumentException(
          "something in them is declared as Object, and would come back as a map or a text");
    }
    if (properties.containsKey(name)) {
      return;
    }
    Set<String> own = new TreeSet<>();
    properties.put(name, own);
    if (type.isContainerType() || type.isReferenceType()) {
      addIfKnown(type.getKeyType());
      addIfKnown(type.getContentType());
      return;
    }
    for (BeanProperty property : propertiesOf(type)) {
      own.add(property.getName() + ":" + property.getType().toCanonical());
      add(property.getType());
    }
  }

  private void addIfKnown(@Nullable JavaType type) {
    if (type != null) {
      add(type);
    }
  }

  private List<BeanProperty> propertiesOf(JavaType type) {
    List<BeanProperty> found = new ArrayList<>();
    mapper.acceptJsonFormatVisitor(
        type,
        new JsonFormatVisitorWrapper.Base() {
          @Override
          public JsonObjectFormatVisitor expectObjectFormat(JavaType seen) {
            return new Collecting(getContext(), found);
          }
        });
    return found;
  }

  /** A digest of it, in hexadecimal digits. */
  String digest() {
    try {
      byte[] bytes =
          MessageDigest.getInstance("SHA-256")
              .digest(properties.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(bytes, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  private static final class Collecting extends JsonObjectFormatVisitor.Base {

    private final List<BeanProperty> found;

    Collecting(SerializationContext context, List<BeanProperty> found) {
      super(context);
      this.found = found;
    }

    @Override
    public void property(BeanProperty property) {
      found.add(property);
    }

    @Override
    public void property(String name, JsonFormatVisitable handler, JavaType hint) {}

    @Override
    public void optionalProperty(BeanProperty property) {
      found.add(property);
    }

    @Override
    public void optionalProperty(String name, JsonFormatVisitable handler, JavaType hint) {}
  }
}
