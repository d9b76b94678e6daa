package dev.midnight.table;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.RecordComponent;

/**
 * The comparison of the records of one class, component by component. It reads the fields: an
 * accessor may be overridden to show less than the record holds.
 */
final class RecordComparison {

  private static final MethodType COMPARISON =
      MethodType.methodType(boolean.class, Object.class, Object.class, int.class);

  private static final MethodHandle NEVER =
      MethodHandles.dropArguments(
          MethodHandles.constant(boolean.class, false), 0, COMPARISON.parameterList());

  private static final ClassValue<RecordComparison> COMPARISONS =
      new ClassValue<>() {
        @Override
        protected RecordComparison computeValue(Class<?> type) {
          return new RecordComparison(comparison(type));
        }
      };

  /** One handle for all components, so that the JVM compiles it as a whole and boxes nothing. */
  private final MethodHandle comparison;

  private RecordComparison(MethodHandle comparison) {
    this.comparison = comparison;
  }

  static RecordComparison of(Class<?> type) {
    return COMPARISONS.get(type);
  }

  boolean same(Object before, Object after, int depth) {
    try {
      return (boolean) comparison.invokeExact(before, after, depth);
    } catch (RuntimeException | Error thrown) {
      throw thrown;
    } catch (Throwable impossible) {
      throw new IllegalStateException(
          "The records of " + before.getClass() + " cannot be compared.", impossible);
    }
  }

  /** Nothing is the same where the module of the record does not let its fields be read. */
  private static MethodHandle comparison(Class<?> type) {
    MethodHandle all =
        MethodHandles.dropArguments(
            MethodHandles.constant(boolean.class, true), 0, COMPARISON.parameterList());
    RecordComponent[] components = type.getRecordComponents();
    try {
      for (int i = components.length - 1; i >= 0; i--) {
        Field field = type.getDeclaredField(components[i].getName());
        field.setAccessible(true);
        MethodHandle one = comparison(MethodHandles.lookup().unreflectGetter(field));
        all = MethodHandles.guardWithTest(one, all, NEVER);
      }
      return all;
    } catch (ReflectiveOperationException | InaccessibleObjectException closed) {
      return NEVER;
    }
  }

  private static MethodHandle comparison(MethodHandle field) throws ReflectiveOperationException {
    Class<?> type = field.type().returnType();
    MethodHandles.Lookup own = MethodHandles.lookup();
    if (!type.isPrimitive()) {
      MethodHandle same = own.findStatic(ProvableSameness.class, "same", COMPARISON);
      MethodHandle read = field.asType(MethodType.methodType(Object.class, Object.class));
      return MethodHandles.filterArguments(same, 0, read, read);
    }
    boolean real = type == float.class || type == double.class;
    Class<?> wide = type == boolean.class ? type : real ? double.class : long.class;
    MethodHandle same =
        own.findStatic(
            RecordComparison.class, "same", MethodType.methodType(boolean.class, wide, wide));
    MethodHandle read = field.asType(MethodType.methodType(wide, Object.class));
    MethodHandle both = MethodHandles.filterArguments(same, 0, read, read);
    return MethodHandles.dropArguments(both, 2, int.class);
  }

  static boolean same(boolean before, boolean after) {
    return before == after;
  }

  static boolean same(long before, long after) {
    return before == after;
  }

  /** As {@code Double.equals}: NaN is NaN, and the zeros differ. */
  static boolean same(double before, double after) {
    return Double.doubleToLongBits(before) == Double.doubleToLongBits(after);
  }
}
