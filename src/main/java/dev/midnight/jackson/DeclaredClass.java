package dev.midnight.jackson;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.IOException;
import java.lang.reflect.Modifier;
import tools.jackson.databind.JavaType;

/** The class that values are declared with: an instance of a subclass would come back as less. */
final class DeclaredClass {

  private final Class<?> declared;
  private final boolean exact;

  DeclaredClass(JavaType type) {
    declared = type.getRawClass();
    exact =
        !type.isContainerType()
            && !type.isReferenceType()
            && !type.isEnumType()
            && !declared.isPrimitive()
            && !Modifier.isAbstract(declared.getModifiers())
            && !declared.isAnnotationPresent(JsonTypeInfo.class);
  }

  void check(Object value) throws IOException {
    if (exact && value.getClass() != declared) {
      throw new IOException(
          "A value is a %s, declared is %s: it would come back without what the subclass adds, so nothing was stored."
                  .formatted(value.getClass().getName(), declared.getName())
              + " Declare the class itself, or its subtypes by @JsonTypeInfo(use = NAME).");
    }
  }
}
