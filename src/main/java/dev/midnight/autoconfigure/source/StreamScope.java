package dev.midnight.autoconfigure.source;

import java.lang.reflect.Method;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done with the stream that a source method returns, while its transaction is still
 * open; known to the calling thread only.
 *
 * @param method the one whose stream is meant: it may call others that return streams
 */
record StreamScope(Method method, Consumer<Stream<?>> consumer) {

  private static final ThreadLocal<@Nullable StreamScope> CURRENT = new ThreadLocal<>();

  /** Makes a call during which streams of that method go to the consumer. */
  static <T> T open(Method method, Consumer<Stream<?>> consumer, Callable<T> call)
      throws Exception {
    CURRENT.set(new StreamScope(method, consumer));
    try {
      return call.call();
    } finally {
      CURRENT.remove();
    }
  }

  /**
   * Consumes a stream on behalf of the scope.
   *
   * @return an empty stream, or the given one if no scope wants it
   */
  static Stream<?> consume(Method method, Stream<?> stream) {
    StreamScope scope = CURRENT.get();
    if (scope == null || !scope.method.equals(method)) {
      return stream;
    }
    CURRENT.remove();
    scope.consumer.accept(stream);
    return Stream.empty();
  }
}
