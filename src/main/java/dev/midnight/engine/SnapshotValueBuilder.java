package dev.midnight.engine;

import dev.midnight.SnapshotValue;
import dev.midnight.ValueLoader;
import dev.midnight.refresh.LoadSource;
import java.util.function.Consumer;

/** Makes a {@link SnapshotValue} without Spring. Not thread-safe; what it builds is. */
public final class SnapshotValueBuilder<T> {

  private final SnapshotCacheBuilder<String, T> builder;

  SnapshotValueBuilder(String name, ValueLoader<T> loader) {
    this.builder = SnapshotCacheBuilder.ofSource(name, LoadSource.ofValue(loader, ValueEngine.KEY));
  }

  /** Sets what a replica of one object shares with a cache: schedule, deadline, clock and so on. */
  public SnapshotValueBuilder<T> configure(Consumer<SnapshotCacheBuilder<String, T>> settings) {
    settings.accept(builder);
    return this;
  }

  /** The value, not loaded yet. */
  public SnapshotValue<T> build() {
    return new ValueEngine<>(builder.buildEngine());
  }
}
