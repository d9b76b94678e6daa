package dev.midnight.table;

import java.util.Arrays;

/** The comparison of arrays of primitives; bits count, so that 0.0 and -0.0 differ. */
final class PrimitiveArrays {

  private PrimitiveArrays() {}

  /** Whether both, being of one class, hold the same elements. */
  static boolean same(Object before, Object after) {
    if (before instanceof byte[] bytes) {
      return Arrays.equals(bytes, (byte[]) after);
    }
    if (before instanceof int[] ints) {
      return Arrays.equals(ints, (int[]) after);
    }
    if (before instanceof long[] longs) {
      return Arrays.equals(longs, (long[]) after);
    }
    if (before instanceof double[] doubles) {
      return Arrays.equals(doubles, (double[]) after);
    }
    if (before instanceof float[] floats) {
      return Arrays.equals(floats, (float[]) after);
    }
    if (before instanceof char[] chars) {
      return Arrays.equals(chars, (char[]) after);
    }
    if (before instanceof short[] shorts) {
      return Arrays.equals(shorts, (short[]) after);
    }
    return before instanceof boolean[] booleans && Arrays.equals(booleans, (boolean[]) after);
  }
}
