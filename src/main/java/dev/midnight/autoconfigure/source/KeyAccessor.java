package dev.midnight.autoconfigure.source;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

/**
 * Reads the key of an element through a method handle that is looked up once. Thread-safe.
 *
 * <p>Accessors are looked for in the order {@code code()}, {@code getCode()}, {@code isCode()},
 * field {@code code}.
 */
public final class KeyAccessor {

  private static final MethodType OBJECT_TO_OBJECT =
      MethodType.methodType(Object.class, Object.class);

  private final Member member;
  private final MethodHandle handle;
  private final ResolvableType type;

  private KeyAccessor(Member member, MethodHandle handle, ResolvableType type) {
    this.member = member;
    this.handle = handle.asType(OBJECT_TO_OBJECT);
    this.type = boxed(type);
  }

  /** The accessor of a property, or null if elements of that type have no such property. */
  static @Nullable KeyAccessor of(ResolvableType element, String property) {
    Class<?> type = element.toClass();
    String capitalized = StringUtils.capitalize(property);
    for (String name : new String[] {property, "get" + capitalized, "is" + capitalized}) {
      Method method = method(type, name);
      if (method != null) {
        return ofMethod(method, element);
      }
    }
    Field field = type.isInterface() ? null : ReflectionUtils.findField(type, property);
    return field == null || Modifier.isStatic(field.getModifiers())
        ? null
        : ofField(field, element);
  }

  private static @Nullable Method method(Class<?> type, String name) {
    Method method = ClassUtils.getMethodIfAvailable(type, name);
    Method found = method != null ? method : ReflectionUtils.findMethod(type, name);
    boolean usable =
        found != null
            && found.getReturnType() != void.class
            && !Modifier.isStatic(found.getModifiers());
    return usable ? found : null;
  }

  private static KeyAccessor ofMethod(Method method, ResolvableType element) {
    ResolvableType type = ResolvableType.forType(method.getGenericReturnType(), element);
    return new KeyAccessor(
        method, handle(method, () -> MethodHandles.lookup().unreflect(method)), type);
  }

  private static KeyAccessor ofField(Field field, ResolvableType element) {
    ResolvableType type = ResolvableType.forField(field, element);
    return new KeyAccessor(
        field, handle(field, () -> MethodHandles.lookup().unreflectGetter(field)), type);
  }

  private static MethodHandle handle(AccessibleObject member, Lookup lookup) {
    try {
      member.setAccessible(true);
      return lookup.find();
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("Key accessor " + member + " is not accessible.", e);
    }
  }

  private static ResolvableType boxed(ResolvableType type) {
    Class<?> raw = type.toClass();
    return raw.isPrimitive()
        ? ResolvableType.forClass(ClassUtils.resolvePrimitiveIfNecessary(raw))
        : type;
  }

  ResolvableType type() {
    return type;
  }

  /** The method or field that is read, for those who must keep it reachable. */
  public Member member() {
    return member;
  }

  /** The key, never null. */
  Object read(Object element) {
    try {
      Object key = (Object) handle.invokeExact(element);
      if (key == null) {
        throw new NullPointerException(
            "An element has no key, %s is null: nothing is published. Leave such rows out."
                .formatted(member.getName()));
      }
      return key;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("The key could not be read with " + member + ".", e);
    }
  }

  @FunctionalInterface
  private interface Lookup {
    MethodHandle find() throws IllegalAccessException;
  }
}
