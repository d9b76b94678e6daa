package dev.midnight.miss;

import dev.midnight.miss.Finding.Kind;
import dev.midnight.spi.Found;
import dev.midnight.spi.MissTurn;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * A caller's part in a question that others wait for.
 *
 * @param timeout how long each of them waits
 */
record Turn<K, V>(
    ConcurrentMap<K, CompletableFuture<Finding<V>>> questions,
    K key,
    Miss<V> miss,
    boolean own,
    Duration timeout,
    Timeouts timeouts)
    implements MissTurn<V> {

  /** How many times as long as one waits a question may stand, before it is taken out. */
  static final int PATIENCE = 10;

  /** Has the question asked anew by others once it has stood too long; to be called once. */
  void limit(Runnable abandoned) {
    var unused =
        miss.thenAccept(
            finding -> {
              if (finding.is(Kind.ABANDONED)) {
                questions.remove(key, miss);
                abandoned.run();
              }
            });
    timeouts.complete(miss, Finding.abandoned(), timeout.multipliedBy(PATIENCE));
  }

  @Override
  public void found(@Nullable V value) {
    miss.complete(Finding.answered(value));
  }

  /** Taken out first, so that nobody finds a failure in the map. */
  @Override
  public void failed(Throwable cause) {
    questions.remove(key, miss);
    miss.complete(Finding.failed(cause));
  }

  /** A future of the caller's own: completing or cancelling it must not answer the question. */
  @Override
  public CompletableFuture<@Nullable Found<V>> others() {
    CompletableFuture<@Nullable Found<V>> answer = miss.thenApply(Finding::found);
    timeouts.complete(answer, null, timeout);
    return answer;
  }
}
