package dev.midnight.miss;

import dev.midnight.Snapshot;
import dev.midnight.spi.Found;
import dev.midnight.spi.MissStatus;
import dev.midnight.spi.MissTurn;
import dev.midnight.spi.Misses;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The misses of a cache that remembers none: every caller asks the source by itself. */
record NoMisses<K, V>(Supplier<? extends @Nullable Snapshot<K, V>> current)
    implements Misses<K, V> {

  private static final MissStatus NOTHING = new MissStatus(0, 0);

  @Override
  public @Nullable Found<V> find(K key) {
    Snapshot<K, V> snapshot = current.get();
    V value = snapshot == null ? null : snapshot.get(key);
    return value == null ? null : new Found<>(value);
  }

  @Override
  public MissTurn<V> begin(K key) {
    return new ForgottenTurn<>();
  }

  @Override
  public MissTurn<V> join(K key) {
    return new ForgottenTurn<>();
  }

  @Override
  public void forgetAll() {}

  @Override
  public MissStatus status() {
    return NOTHING;
  }

  private record ForgottenTurn<V>() implements MissTurn<V> {

    @Override
    public boolean own() {
      return true;
    }

    @Override
    public void found(@Nullable V value) {}

    @Override
    public void failed(Throwable cause) {}

    @Override
    public CompletableFuture<@Nullable Found<V>> others() {
      return CompletableFuture.completedFuture(null);
    }
  }
}
