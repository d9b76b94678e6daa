package dev.midnight.resilience4j;

import dev.midnight.spi.LoadRefusedException;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Load attempts within Resilience4j's bulkhead {@code midnight-<cache>}, if any. One cache never
 * has two loads at a time; the instance is for calls that the application makes beside them.
 */
public final class BulkheadedLoads implements GuardStep {

  private final BulkheadRegistry registry;

  /** By the instances of that registry; a cache that has none there is not limited. */
  public BulkheadedLoads(BulkheadRegistry registry) {
    this.registry = registry;
  }

  @Override
  public <T> T call(String cache, Callable<T> attempt) throws Exception {
    Optional<Bulkhead> found = registry.find(GuardNames.instance(cache));
    if (found.isEmpty()) {
      return attempt.call();
    }
    Bulkhead bulkhead = found.get();
    if (!bulkhead.tryAcquirePermission()) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while waiting for the bulkhead");
      }
      throw new LoadRefusedException(
          "bulkhead '%s' is full. See resilience4j.bulkhead.instances.%s"
              .formatted(bulkhead.getName(), bulkhead.getName()));
    }
    try {
      return attempt.call();
    } finally {
      bulkhead.onComplete();
    }
  }
}
