package dev.midnight.autoconfigure.source;

import dev.midnight.SnapshotSource;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;

/**
 * A method annotated with {@link SnapshotSource} that has passed all checks.
 *
 * @param name of the cache
 * @param shape what its result is made of
 * @param type {@code SnapshotCache<K, V>} or {@code SnapshotValue<T>}
 * @param key reads the key of an element, for {@link Shape#ELEMENTS} only
 */
public record SourceMethod(
    String name,
    Method method,
    Shape shape,
    ResolvableType type,
    @Nullable KeyAccessor key,
    SnapshotSource annotation) {

  /** What the result of a source method is made of. */
  public enum Shape {
    /** A map of keys to values. */
    MAP,
    /** A stream or collection of values that hold their key. */
    ELEMENTS,
    /** One object. */
    VALUE
  }

  boolean takesContext() {
    return method.getParameterCount() == 1;
  }

  /** The method as an operator would look for it. */
  public String describe() {
    return MethodRules.describe(method);
  }
}
