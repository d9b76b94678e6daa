package dev.midnight.table;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An estimate of the heap that objects take with all they refer to, each object counted once.
 *
 * <p>Records and classes of the application are read field by field, none of their methods is
 * called. The JDK's own fields are closed: strings, arrays, dates and collections are known, other
 * JDK classes count without what they refer to. Constants (enums, classes) are free. A walk ends
 * after so many objects: who refers to half the application must not make a refresh slow.
 */
final class ObjectSizes {

  private static final int MOST_OBJECTS = 200_000;

  private final HeapLayout layout;
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Object> open = new ArrayDeque<>();

  ObjectSizes(HeapLayout layout) {
    this.layout = layout;
  }

  /** The bytes of that object, and of those that it alone refers to among all that were added. */
  long add(Object root) {
    meet(root);
    long bytes = 0;
    for (Object next = open.poll(); next != null; next = open.poll()) {
      bytes += bytesOf(next);
    }
    return bytes;
  }

  private void meet(@Nullable Object object) {
    if (object == null || object instanceof Enum || object instanceof Class) {
      return;
    }
    if (seen.size() < MOST_OBJECTS && seen.add(object)) {
      open.add(object);
    }
  }

  private long bytesOf(Object object) {
    Class<?> type = object.getClass();
    if (type.isArray()) {
      return array(object, type.getComponentType());
    }
    if (type.getClassLoader() == null) {
      return FieldLayout.of(type).bytes() + contentOfJdk(object);
    }
    FieldLayout fields = FieldLayout.of(type);
    for (Field field : fields.readable()) {
      meet(FieldLayout.read(field, object));
    }
    return fields.bytes();
  }

  private long array(Object array, Class<?> component) {
    if (!component.isPrimitive()) {
      for (Object element : (Object[]) array) {
        meet(element);
      }
    }
    return layout.array(component, Array.getLength(array));
  }

  private long contentOfJdk(Object object) {
    if (object instanceof String text) {
      return layout.array(byte.class, isLatin(text) ? text.length() : 2L * text.length());
    }
    if (object instanceof LocalDateTime time) {
      meet(time.toLocalDate());
      meet(time.toLocalTime());
    } else if (object instanceof OffsetDateTime time) {
      meet(time.toLocalDateTime());
    } else if (object instanceof ZonedDateTime time) {
      meet(time.toLocalDateTime());
    } else if (object instanceof Optional<?> optional) {
      meet(optional.orElse(null));
    }
    return collection(object);
  }

  /** A collection that changes while it is looked at counts as far as it was seen. */
  private long collection(Object object) {
    try {
      if (object instanceof Map<?, ?> map) {
        map.forEach(
            (key, value) -> {
              meet(key);
              meet(value);
            });
        return hashed(map.size());
      }
      if (object instanceof Collection<?> collection) {
        collection.forEach(this::meet);
        int size = collection.size();
        return object instanceof List ? layout.array(Object.class, size) : hashed(size);
      }
      return 0;
    } catch (RuntimeException changing) {
      return 0;
    }
  }

  private long hashed(int size) {
    return size * layout.object(3, Integer.BYTES) + layout.array(Object.class, 2L * size);
  }

  private static boolean isLatin(String text) {
    return text.chars().allMatch(c -> c < 256);
  }
}
