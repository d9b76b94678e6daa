package dev.midnight.table;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * The proof that two values are the same, which needs no {@code equals} but the JDK's own: an
 * entity whose {@code equals} looks at its id alone must not freeze yesterday's price. What cannot
 * be proved counts as different, which costs memory and never truth.
 */
final class ProvableSameness {

  /** Deeper structures count as different; so do those that contain themselves. */
  private static final int DEEPEST = 16;

  private ProvableSameness() {}

  static boolean same(@Nullable Object before, @Nullable Object after, int depth) {
    if (before == after) {
      return true;
    }
    if (before == null
        || after == null
        || before.getClass() != after.getClass()
        || depth > DEEPEST) {
      return false;
    }
    int next = depth + 1;
    return switch (ValueKind.of(before.getClass())) {
      case VALUE -> before.equals(after);
      case TEXT -> before.toString().equals(after.toString());
      case RECORD -> RecordComparison.of(before.getClass()).same(before, after, next);
      case ARRAY -> sameArrays(before, after, next);
      case OPTIONAL ->
          same(((Optional<?>) before).orElse(null), ((Optional<?>) after).orElse(null), next);
      case LIST -> sameInOrder((List<?>) before, (List<?>) after, next);
      case SET -> sameSets((Set<?>) before, (Set<?>) after, next);
      case MAP -> sameMaps((Map<?, ?>) before, (Map<?, ?>) after, next);
      case OPAQUE -> false;
    };
  }

  private static boolean sameArrays(Object before, Object after, int depth) {
    if (!(before instanceof Object[] objects)) {
      return PrimitiveArrays.same(before, after);
    }
    int length = Array.getLength(before);
    if (length != Array.getLength(after)) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (!same(objects[i], ((Object[]) after)[i], depth)) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameInOrder(Collection<?> before, Collection<?> after, int depth) {
    Iterator<?> one = before.iterator();
    Iterator<?> other = after.iterator();
    while (one.hasNext() && other.hasNext()) {
      if (!same(one.next(), other.next(), depth)) {
        return false;
      }
    }
    return one.hasNext() == other.hasNext();
  }

  /** A set in another order is still the same where its elements are plain values. */
  private static boolean sameSets(Set<?> before, Set<?> after, int depth) {
    if (before.size() != after.size() || !sameOrdering(before, after)) {
      return false;
    }
    if (sameInOrder(before, after, depth)) {
      return true;
    }
    return ValueKind.ordersNothing(before)
        && after.stream()
            .allMatch(element -> ValueKind.isValue(element) && before.contains(element));
  }

  private static boolean sameMaps(Map<?, ?> before, Map<?, ?> after, int depth) {
    if (before.size() != after.size() || !sameOrdering(before, after)) {
      return false;
    }
    if (ValueKind.ordersNothing(before)) {
      return after.entrySet().stream()
          .allMatch(
              entry ->
                  ValueKind.isValue(entry.getKey())
                      && before.containsKey(entry.getKey())
                      && same(before.get(entry.getKey()), entry.getValue(), depth));
    }
    return sameInOrder(before.keySet(), after.keySet(), depth)
        && sameInOrder(before.values(), after.values(), depth);
  }

  /** A comparator is part of what a sorted collection does, and only its identity can be proved. */
  private static boolean sameOrdering(Object before, Object after) {
    if (before instanceof SortedSet<?> one && after instanceof SortedSet<?> other) {
      return one.comparator() == other.comparator();
    }
    if (before instanceof SortedMap<?, ?> one && after instanceof SortedMap<?, ?> other) {
      return one.comparator() == other.comparator();
    }
    return true;
  }
}
