package dev.midnight.storm.measure;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import javax.management.JMException;
import javax.management.NotificationEmitter;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/**
 * Counts the bytes that all threads of this JVM have allocated, those included that have ended.
 *
 * <p>From JDK 21 on the JVM counts itself. Before, what collections took away is added to what is
 * in use: exact with a stop-the-world collector, up to the regions that are being filled.
 *
 * <p>Concurrency: notifications come on a thread of the JVM, so the sums are guarded by this.
 */
public final class Allocation {

  private long collected;

  /** Begins to listen; one for a JVM. */
  public static Allocation listen() {
    Allocation allocation = new Allocation();
    if (counted().isEmpty()) {
      for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
        ((NotificationEmitter) collector)
            .addNotificationListener(
                (notification, ignored) -> allocation.heard(notification.getUserData()),
                null,
                null);
      }
    }
    return allocation;
  }

  private Allocation() {}

  /** Bytes so far; only differences of two readings mean something. */
  public long bytes() {
    return counted().orElseGet(this::summed);
  }

  private synchronized long summed() {
    return collected + ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private void heard(Object data) {
    if (data instanceof CompositeData composite) {
      var info = GarbageCollectionNotificationInfo.from(composite).getGcInfo();
      add(used(info.getMemoryUsageBeforeGc()) - used(info.getMemoryUsageAfterGc()));
    }
  }

  private synchronized void add(long bytes) {
    collected += bytes;
  }

  private static long used(Map<String, MemoryUsage> pools) {
    List<String> notHeap = List.of("Metaspace", "Compressed Class Space");
    return pools.entrySet().stream()
        .filter(pool -> !notHeap.contains(pool.getKey()) && !pool.getKey().startsWith("CodeHeap"))
        .mapToLong(pool -> pool.getValue().getUsed())
        .sum();
  }

  private static OptionalLong counted() {
    try {
      Object bytes =
          ManagementFactory.getPlatformMBeanServer()
              .getAttribute(
                  new ObjectName(ManagementFactory.THREAD_MXBEAN_NAME),
                  "TotalThreadAllocatedBytes");
      return OptionalLong.of((Long) bytes);
    } catch (JMException beforeJdk21) {
      return OptionalLong.empty();
    }
  }
}
