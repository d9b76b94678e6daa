package dev.midnight.refresh;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The heap as the collectors report it.
 *
 * <p>{@code MemoryPoolMXBean.getCollectionUsage()} is of no use: after a young collection G1 leaves
 * the old generation's figure as it was, however much was promoted. The report of the last
 * collection of any kind holds all pools.
 */
final class JvmHeap implements Heap {

  /** Whose collections look at everything, by the names that HotSpot gives them. */
  private static final Set<String> FULL =
      Set.of(
          "G1 Old Generation",
          "PS MarkSweep",
          "MarkSweepCompact",
          "ZGC Cycles",
          "ZGC Major Cycles",
          "Shenandoah Cycles");

  /** Of those, the collectors that do so beside the application, {@code System.gc()} included. */
  private static final Set<String> CONCURRENT =
      Set.of("ZGC Cycles", "ZGC Major Cycles", "Shenandoah Cycles");

  private final Set<String> heapPools =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .map(MemoryPoolMXBean::getName)
          .collect(Collectors.toUnmodifiableSet());

  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class);

  private final List<GarbageCollectorMXBean> full = fullOf(collectors);
  private final boolean collectsBesideTheApplication = collectsBesideTheApplication(collectors);

  /** Of a JVM whose collectors are not known all count: that errs towards refusing. */
  private static List<GarbageCollectorMXBean> fullOf(List<GarbageCollectorMXBean> collectors) {
    List<GarbageCollectorMXBean> known = named(collectors, FULL);
    return known.isEmpty() ? collectors : known;
  }

  private static List<GarbageCollectorMXBean> named(
      List<GarbageCollectorMXBean> collectors, Set<String> names) {
    return collectors.stream().filter(one -> names.contains(one.getName())).toList();
  }

  private static boolean collectsBesideTheApplication(List<GarbageCollectorMXBean> collectors) {
    return !option("DisableExplicitGC")
        && (!named(collectors, CONCURRENT).isEmpty()
            || (option("UseG1GC") && option("ExplicitGCInvokesConcurrent")));
  }

  /** False where the JVM does not know it. */
  private static boolean option(String name) {
    HotSpotDiagnosticMXBean options =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    try {
      return options != null && Boolean.parseBoolean(options.getVMOption(name).getValue());
    } catch (IllegalArgumentException unknown) {
      return false;
    }
  }

  @Override
  public long most() {
    return Runtime.getRuntime().maxMemory();
  }

  /** What is used now is never less than what lives, and may be less than that collection left. */
  @Override
  public long live() {
    long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    GcInfo last = newest(collectors);
    return last == null ? used : Math.min(used, after(last));
  }

  @Override
  public @Nullable Collected lastFull() {
    GcInfo last = newest(full);
    return last == null ? null : new Collected(last.getEndTime(), after(last));
  }

  @Override
  public boolean collect() {
    if (collectsBesideTheApplication) {
      System.gc();
    }
    return collectsBesideTheApplication;
  }

  private static @Nullable GcInfo newest(List<GarbageCollectorMXBean> of) {
    return of.stream()
        .map(GarbageCollectorMXBean::getLastGcInfo)
        .filter(Objects::nonNull)
        .max(Comparator.comparingLong(GcInfo::getEndTime))
        .orElse(null);
  }

  private long after(GcInfo collection) {
    return collection.getMemoryUsageAfterGc().entrySet().stream()
        .filter(pool -> heapPools.contains(pool.getKey()))
        .map(Map.Entry::getValue)
        .mapToLong(MemoryUsage::getUsed)
        .sum();
  }
}
