package dev.midnight.storm.soak;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What the process used at one moment of a soak, after a collection.
 *
 * @param files open, 0 where the system does not tell
 */
record Reading(long second, long heapBytes, int threads, long files, int meters) {

  static Reading take(long second, int meters) {
    System.gc();
    return new Reading(
        second,
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        ManagementFactory.getThreadMXBean().getThreadCount(),
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
            ? unix.getOpenFileDescriptorCount()
            : 0,
        meters);
  }
}
