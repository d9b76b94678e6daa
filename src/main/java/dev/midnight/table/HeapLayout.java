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

  private int elementBytes(Class<?> component) {
    if (component == byte.class) {
      return Byte.BYTES;
    }
    if (component == char.class) {
      return Character.BYTES;
    }
    return component == long.class ? Long.BYTES : reference;
  }

  private static long align(long bytes, int unit) {
    return (bytes + unit - 1) / unit * unit;
  }
}
