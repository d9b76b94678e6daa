package dev.midnight.table;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/**
 * The comparison of the records of one class, component by component. It reads the fields: an
 * accessor may be overridden to show less than the record holds.
 */
final class RecordComparison {

  private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);

  private static final ClassValue<RecordComparison> COMPARISONS =
      new ClassValue<>() {
        @Override
        protected RecordComparison computeValue(Class<?> type) {
          return new RecordComparison(getters(type));
        }
      };

  /** Null where the module of the record does not let its fields be read. */
  private final MethodHandle @Nullable [] getters;

  private RecordComparison(MethodHandle @Nullable [] getters) {
    this.getters = getters;
  }

  static RecordComparison of(Class<?> type) {
    return COMPARISONS.get(type);
  }

  boolean same(Object before, Object after, int depth) {
    if (getters == null) {
      return false;
    }
    for (MethodHandle getter : getters) {
      if (!ProvableSameness.same(read(getter, before), read(getter, after), depth)) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Object read(MethodHandle getter, Object record) {
    try {
      return (Object) getter.invokeExact(record);
    } catch (Throwable impossible) {
      throw new IllegalStateException(
          "A field of " + record.getClass() + " is unreadable.", impossible);
    }
  }

  private static MethodHandle @Nullable [] getters(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    MethodHandle[] getters = new MethodHandle[components.length];
    try {
      for (int i = 0; i < components.length; i++) {
        Field field = type.getDeclaredField(components[i].getName());
        field.setAccessible(true);
        getters[i] = MethodHandles.lookup().unreflectGetter(field).asType(GETTER);
      }
      return getters;
    } catch (ReflectiveOperationException | InaccessibleObjectException closed) {
      return null;
    }
  }
}
