package dev.midnight.miss;

import dev.midnight.spi.Found;
import dev.midnight.spi.MissTurn;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * A caller's part in a question that nobody waits for. Several callers may share its mark: the
 * first answer stays. Where somebody else's question stood already, its answer stays.
 */
record MarkedTurn<K, V>(
    ConcurrentMap<K, CompletableFuture<Finding<V>>> questions, K key, Miss<V> standing)
    implements MissTurn<V> {

  @Override
  public boolean own() {
    return true;
  }

  @Override
  public void found(@Nullable V value) {
    if (standing.isOpen()) {
      Miss<V> answer = Miss.of(standing.generation(), Finding.answered(value));
      questions.replace(key, standing, answer);
    }
  }

  /** Leaves the mark to those who share it. */
  @Override
  public void failed(Throwable cause) {}

  @Override
  public CompletableFuture<@Nullable Found<V>> others() {
    return CompletableFuture.completedFuture(null);
  }
}
