package dev.midnight.propagation;

import dev.midnight.spi.ContextCarrier;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.context.integration.Slf4jThreadLocalAccessor;
import java.util.function.UnaryOperator;

/**
 * Carries all that the application has registered with Micrometer's context registry, such as the
 * current observation, and the MDC, which nobody registers. Immutable.
 */
public final class PropagatedContext implements ContextCarrier {

  private final ContextSnapshotFactory registered;

  /** In a registry of its own: the application's is not changed for it. */
  private final ContextSnapshotFactory mdc =
      factory(new ContextRegistry().registerThreadLocalAccessor(new Slf4jThreadLocalAccessor()));

  /** Of what is registered with that registry, now or later. */
  public PropagatedContext(ContextRegistry registry) {
    this.registered = factory(registry);
  }

  private static ContextSnapshotFactory factory(ContextRegistry registry) {
    return ContextSnapshotFactory.builder().contextRegistry(registry).build();
  }

  @Override
  public UnaryOperator<Runnable> capture() {
    ContextSnapshot logged = mdc.captureAll();
    ContextSnapshot others = registered.captureAll();
    return task -> logged.wrap(others.wrap(task));
  }
}
