package dev.midnight.write;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * The processor time that the calling thread has used, in nanoseconds from any origin. Two readings
 * on one thread are compared; between threads they mean nothing.
 */
@FunctionalInterface
interface CpuClock {

  /**
   * The JVM's own count, or elapsed time where there is none: on a JVM that does not count, and on
   * virtual threads, of which none does. Elapsed time is never less, so that a drain then counts
   * for more than it costs and the interval is stretched too much rather than too little.
   */
  CpuClock CURRENT_THREAD = of(ManagementFactory.getThreadMXBean());

  long nanos();

  /** Asks the JVM once whether it counts, and each time whether it does for this thread. */
  static CpuClock of(ThreadMXBean threads) {
    if (!threads.isCurrentThreadCpuTimeSupported()) {
      return System::nanoTime;
    }
    return () -> {
      try {
        long nanos = threads.getCurrentThreadCpuTime();
        return nanos < 0 ? System.nanoTime() : nanos;
      } catch (UnsupportedOperationException virtualThread) {
        return System.nanoTime();
      }
    };
  }
}
