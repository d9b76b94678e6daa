package dev.midnight.resilience4j;

import dev.midnight.spi.LoadGuard;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Guards around each other, the first outermost. In Resilience4j's own order: a retry makes calls
 * that the breaker counts one by one, each of which keeps to rate, time and bulkhead.
 */
public final class GuardChain implements LoadGuard {

  private final List<GuardStep> outermostFirst;

  /** Of any number of guards, none included. */
  public GuardChain(List<GuardStep> outermostFirst) {
    this.outermostFirst = List.copyOf(outermostFirst);
  }

  @Override
  public <T> T call(String cache, Callable<T> attempt) throws Exception {
    Callable<T> guarded = attempt;
    for (int i = outermostFirst.size() - 1; i >= 0; i--) {
      GuardStep step = outermostFirst.get(i);
      Callable<T> inner = guarded;
      guarded = () -> step.call(cache, inner);
    }
    return guarded.call();
  }
}
