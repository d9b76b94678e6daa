package dev.midnight.engine;

import dev.midnight.spi.ContextCarrier;
import dev.midnight.spi.PlainFailure;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a task without its context where the context cannot be had: it must run, whatever fails. */
record GuardedCarrier(String cache, ContextCarrier carrier) implements ContextCarrier {

  private static final Logger log = LoggerFactory.getLogger("dev.midnight.engine");

  @Override
  public UnaryOperator<Runnable> capture() {
    try {
      UnaryOperator<Runnable> captured = carrier.capture();
      return task -> () -> run(captured, task);
    } catch (Throwable e) {
      failed(e);
      return task -> task;
    }
  }

  private void run(UnaryOperator<Runnable> captured, Runnable task) {
    AtomicBoolean begun = new AtomicBoolean();
    try {
      captured
          .apply(
              () -> {
                begun.set(true);
                task.run();
              })
          .run();
    } catch (Throwable e) {
      failed(e);
      if (!begun.get()) {
        task.run();
      }
    }
  }

  private void failed(Throwable cause) {
    log.warn(
        "Cache '{}': the context of who asked could not be carried on, so it is missing in the log and the trace of its refresh, which goes on",
        cache,
        PlainFailure.of(cause));
  }
}
