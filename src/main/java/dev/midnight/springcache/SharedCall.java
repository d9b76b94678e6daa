package dev.midnight.springcache;

import dev.midnight.spi.Found;
import dev.midnight.spi.MissTurn;
import dev.midnight.spi.Misses;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache.ValueRetrievalException;

/**
 * One call of a {@code @Cacheable(sync = true)} method for all who want its result at a time. Who
 * waits for another's call longer than {@code miss.timeout}, or in vain, makes the call as well.
 */
record SharedCall<T>(Object key, Misses<Object, Object> misses) {

  /** Calls on the caller's thread, where its transaction and security context are. */
  @Nullable T here(Callable<T> method) {
    MissTurn<Object> turn = misses.join(key);
    if (!turn.own()) {
      Found<Object> found = turn.others().join();
      return found != null ? MidnightCache.cast(found.value()) : call(method);
    }
    try {
      T value = method.call();
      turn.found(value);
      return value;
    } catch (Throwable failure) {
      turn.failed(failure);
      throw new ValueRetrievalException(key, method, failure);
    }
  }

  private @Nullable T call(Callable<T> method) {
    try {
      return method.call();
    } catch (Throwable failure) {
      throw new ValueRetrievalException(key, method, failure);
    }
  }

  /** Never waits: the method answers with a future. */
  CompletableFuture<T> elsewhere(Supplier<CompletableFuture<T>> method) {
    MissTurn<Object> turn = misses.join(key);
    if (!turn.own()) {
      return turn.others().thenCompose(found -> found != null ? known(found) : method.get());
    }
    try {
      return method.get().whenComplete((value, failure) -> end(turn, value, failure));
    } catch (Throwable failure) {
      turn.failed(failure);
      throw failure;
    }
  }

  private CompletableFuture<T> known(Found<Object> found) {
    return CompletableFuture.completedFuture(MidnightCache.cast(found.value()));
  }

  private static void end(
      MissTurn<Object> turn, @Nullable Object value, @Nullable Throwable failure) {
    if (failure == null) {
      turn.found(value);
    } else {
      turn.failed(failure);
    }
  }
}
