package dev.midnight.table;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * The sizes of objects on the heap of this JVM, computed from its flags. A JVM that does not tell
 * its flags is taken for a 64-bit one with compressed references.
 */
record HeapLayout(int header, int reference, int alignment, boolean denseArrays) {

  static final HeapLayout CURRENT = detect();

  private static HeapLayout detect() {
    boolean compact = flag("UseCompactObjectHeaders", "false").equals("true");
    boolean classes = flag("UseCompressedClassPointers", "true").equals("true");
    boolean references = flag("UseCompressedOops", "true").equals("true");
    int alignment = Integer.parseInt(flag("ObjectAlignmentInBytes", "8"));
    boolean dense = Runtime.version().feature() >= 23;
    int header = compact ? 8 : classes ? 12 : 16;
    return new HeapLayout(header, references ? 4 : 8, alignment, dense);
  }

  private static String flag(String name, String otherwise) {
    try {
      HotSpotDiagnosticMXBean hotSpot =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      return hotSpot == null ? otherwise : hotSpot.getVMOption(name).getValue();
    } catch (RuntimeException | LinkageError unknownFlag) {
      return otherwise;
    }
  }

  /** The bytes of an object with that many references and bytes of primitive fields. */
  long object(int references, int primitiveBytes) {
    return align(header + (long) references * reference + primitiveBytes, alignment);
  }

  long array(Class<?> component, long length) {
    int element = elementBytes(component);
    int start = (int) align(header + Integer.BYTES, denseArrays ? element : Long.BYTES);
    return align(start + length * element, alignment);
  }

  /** The bytes of a field or an array's element of that type. */
  int elementBytes(Class<?> type) {
    if (type == byte.class || type == boolean.class) {
      return Byte.BYTES;
    }
    if (type == short.class || type == char.class) {
      return Short.BYTES;
    }
    if (type == int.class || type == float.class) {
      return Integer.BYTES;
    }
    return type == long.class || type == double.class ? Long.BYTES : reference;
  }

  private static long align(long bytes, int unit) {
    return (bytes + unit - 1) / unit * unit;
  }
}
