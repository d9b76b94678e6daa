package dev.midnight.table;

import java.lang.ref.SoftReference;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The instance fields of a class, inherited ones too, as far as its module lets them be read. */
final class FieldLayout {

  /** Soft, because a class of the JDK holds its layout, and so this class's loader, for ever. */
  private static final ClassValue<SoftReference<FieldLayout>> LAYOUTS =
      new ClassValue<>() {
        @Override
        protected SoftReference<FieldLayout> computeValue(Class<?> type) {
          return new SoftReference<>(new FieldLayout(type));
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
    FieldLayout known = LAYOUTS.get(type).get();
    if (known != null) {
      return known;
    }
    LAYOUTS.remove(type);
    FieldLayout again = LAYOUTS.get(type).get();
    return again == null ? new FieldLayout(type) : again;
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
