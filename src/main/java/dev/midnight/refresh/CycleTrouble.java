package dev.midnight.refresh;

import dev.midnight.spi.PlainFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** What goes wrong around a cycle and is said besides its end, with the cache as a field. */
final class CycleTrouble {

  private static final Logger log = LoggerFactory.getLogger("dev.midnight.refresh");

  private CycleTrouble() {}

  static void abandoned(String cache, long cycle, Thread thread) {
    log.atWarn()
        .addKeyValue("cache", cache)
        .addKeyValue("cycle", cycle)
        .addKeyValue("thread", thread.getName())
        .log(
            "Cache '{}': thread '{}' of refresh {} was cancelled and interrupted and still runs. It is"
                + " abandoned: it can publish nothing, and no refresh of this cache begins until it ends."
                + " Let the loader react to context.onCancel(). Its stack is in /actuator/midnight/{}",
            cache,
            thread.getName(),
            cycle,
            cache);
  }

  static void abandonedDelta(String cache, long cycle, Thread thread) {
    log.atWarn()
        .addKeyValue("cache", cache)
        .addKeyValue("cycle", cycle)
        .addKeyValue("thread", thread.getName())
        .log(
            "Cache '{}': thread '{}' of delta {} was cancelled and interrupted and still runs. It is"
                + " abandoned: it can publish nothing, and no delta of this cache begins until it ends;"
                + " refreshes do. Let the DeltaLoader react to context.onCancel(). Its stack is in"
                + " /actuator/midnight/{}",
            cache,
            thread.getName(),
            cycle,
            cache);
  }

  static void validatorFailed(String cache, Object validator, Throwable failure) {
    warn(cache, failure)
        .log(
            "Cache '{}': validator {} threw, which rejects the candidate",
            cache,
            validator.getClass().getName());
  }

  static void helperMissing(String cache, Throwable failure) {
    warn(cache, failure)
        .log(
            "Cache '{}': no thread to be had for a helper of the load; it goes on with fewer",
            cache);
  }

  static void heapShort(String cache, String what) {
    log.atWarn()
        .addKeyValue("cache", cache)
        .log("Cache '{}': loading goes on, but the heap is short: {}", cache, what);
  }

  static void waitsForPlace(String cache, String what) {
    log.atInfo()
        .addKeyValue("cache", cache)
        .log("Cache '{}': its refresh waits for {}", cache, what);
  }

  /** At DEBUG: there may be one every second, and the endpoint shows it. */
  static void deltaWaitsForPlace(String cache, String what) {
    log.atDebug()
        .addKeyValue("cache", cache)
        .log("Cache '{}': its delta waits for {}", cache, what);
  }

  static void callbackThreadMissing(String cache, Throwable failure) {
    warn(cache, failure)
        .log(
            "Cache '{}': no thread to be had for those who wait for a refresh; they are told on its"
                + " own",
            cache);
  }

  /** Runs an action of the application's whose failure must stop nothing. */
  static void guarded(String cache, Runnable action) {
    try {
      action.run();
    } catch (Throwable e) {
      warn(cache, e).log("Cache '{}': an action given to onCancel() failed; the others run", cache);
    }
  }

  static void brokenCycle(String cache, long cycle, Throwable failure) {
    log.atError()
        .addKeyValue("cache", cache)
        .addKeyValue("cycle", cycle)
        .setCause(PlainFailure.of(failure))
        .log("Cache '{}': refresh {} broke; what is published stays", cache, cycle);
  }

  private static LoggingEventBuilder warn(String cache, Throwable failure) {
    return log.atWarn().addKeyValue("cache", cache).setCause(PlainFailure.of(failure));
  }
}
