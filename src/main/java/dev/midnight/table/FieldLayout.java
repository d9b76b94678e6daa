package dev.midnight.table;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The instance fields of a class, inherited ones too, as far as its module lets them be read. */
final class FieldLayout {

  private static final ClassValue<FieldLayout> LAYOUTS =
      new ClassValue<>() {
        @Override
        protected FieldLayout computeValue(Class<?> type) {
          return new FieldLayout(type);
        }
      };

  private final List<Field> readable = new ArrayList<>();
  private final long bytes;

  private FieldLayout(Class<?> type) {
    int references = 0;
    int primitiveBytes = 0;
    for (Class<?> level = type; level != null; level = level.getSuperclass()) {
      for (Field field : level.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers())) {
          continue;
        }
        if (field.getType().isPrimitive()) {
          primitiveBytes += HeapLayout.CURRENT.elementBytes(field.getType());
        } else {
          references++;
          keepIfReadable(field);
        }
      }
    }
    this.bytes = HeapLayout.CURRENT.object(references, primitiveBytes);
  }

  private void keepIfReadable(Field field) {
    try {
      field.setAccessible(true);
      readable.add(field);
    } catch (InaccessibleObjectException | SecurityException closed) {
      // Its class counts, what it refers to does not.
    }
  }

  static FieldLayout of(Class<?> type) {
    return LAYOUTS.get(type);
  }

  /** Of an object of that class, what it refers to aside. */
  long bytes() {
    return bytes;
  }

  List<Field> readable() {
    return readable;
  }

  static @Nullable Object read(Field field, Object owner) {
    try {
      return field.get(owner);
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(field + " is unreadable.", impossible);
    }
  }
}
