package dev.midnight.resilience4j;

import dev.midnight.CycleEndedException;
import dev.midnight.spi.LoadRefusedException;

/** What all guards agree on. */
final class GuardNames {

  /** The shared configuration that instances of caches are based on. */
  static final String CONFIGURATION = "midnight";

  private GuardNames() {}

  static String instance(String cache) {
    return "midnight-" + cache;
  }

  /**
   * Whether a load ended without telling anything of its source: it was cancelled, or never begun.
   * It is neither tried again nor held against the source.
   */
  static boolean saysNothingOfTheSource(Throwable failure) {
    return failure instanceof InterruptedException
        || failure instanceof CycleEndedException
        || failure instanceof LoadRefusedException;
  }
}
