package dev.midnight.table;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.util.Collections;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How values of a class are compared. Classes are known exactly, never by what they extend: a
 * subclass may hold more than its parent's {@code equals} knows of.
 */
enum ValueKind {
  /** Immutable, from the JDK, and equal only where nothing tells them apart. */
  VALUE,
  /** Compared by their text, because {@code equals} ignores case. */
  TEXT,
  RECORD,
  ARRAY,
  OPTIONAL,
  LIST,
  SET,
  MAP,
  /** Nothing can be proved. */
  OPAQUE;

  private static final Set<Class<?>> VALUES =
      Set.of(
          String.class,
          Boolean.class,
          Character.class,
          Byte.class,
          Short.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class,
          BigDecimal.class,
          BigInteger.class,
          UUID.class,
          Locale.class,
          Currency.class,
          OptionalInt.class,
          OptionalLong.class,
          OptionalDouble.class);

  private static final Set<Class<?>> UNORDERED =
      Set.of(
          HashSet.class,
          HashMap.class,
          Set.of().getClass(),
          Set.of(1).getClass(),
          Map.of().getClass(),
          Map.of(1, 1).getClass());

  private static final Set<Class<?>> ORDERED =
      Set.of(
          LinkedHashSet.class,
          LinkedHashMap.class,
          TreeSet.class,
          TreeMap.class,
          Collections.emptySet().getClass(),
          Collections.singleton(1).getClass(),
          Collections.emptyMap().getClass(),
          Collections.singletonMap(1, 1).getClass());

  private static final List<ValueKind> ALL = List.of(values());

  /**
   * The place of each class's kind in {@link #ALL}. What a {@code ClassValue} holds hangs on
   * classes of the JDK for as long as the JVM lives: a kind itself would hold on to the class
   * loader of this class.
   */
  private static final ClassValue<Integer> KINDS =
      new ClassValue<>() {
        @Override
        protected Integer computeValue(Class<?> type) {
          return ALL.indexOf(classify(type));
        }
      };

  static ValueKind of(Class<?> type) {
    return ALL.get(KINDS.get(type));
  }

  static boolean isValue(@Nullable Object value) {
    return value != null && of(value.getClass()) == VALUE;
  }

  /** Whether the order in which the collection is walked is no part of what it is. */
  static boolean ordersNothing(Object collection) {
    return UNORDERED.contains(collection.getClass());
  }

  private static ValueKind classify(Class<?> type) {
    if (VALUES.contains(type) || isTemporal(type)) {
      return VALUE;
    }
    if (type.isRecord()) {
      return RECORD;
    }
    if (type.isArray()) {
      return ARRAY;
    }
    if (type == Optional.class) {
      return OPTIONAL;
    }
    return type == URI.class ? TEXT : classifyCollection(type);
  }

  private static boolean isTemporal(Class<?> type) {
    return type.getClassLoader() == null && type.getPackageName().equals("java.time");
  }

  private static ValueKind classifyCollection(Class<?> type) {
    if (UNORDERED.contains(type) || ORDERED.contains(type)) {
      return Map.class.isAssignableFrom(type) ? MAP : SET;
    }
    boolean fromJdk = type.getClassLoader() == null;
    return fromJdk && List.class.isAssignableFrom(type) ? LIST : OPAQUE;
  }
}
