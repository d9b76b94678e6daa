package dev.midnight.resilience4j;

import java.util.concurrent.Callable;

/** One of Resilience4j's guards around a load attempt. Thread-safe. */
public interface GuardStep {

  /** Makes the call through, or instead of it throws. */
  <T> T call(String cache, Callable<T> attempt) throws Exception;
}
