package dev.midnight.miss;

import dev.midnight.DerivedView;
import dev.midnight.Snapshot;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A snapshot of so many rows and nothing else. */
record Rows(long generation, Map<String, Integer> asMap) implements Snapshot<String, Integer> {

  @Override
  public long version() {
    return generation;
  }

  @Override
  public Instant loadedAt() {
    return Instant.EPOCH;
  }

  @Override
  public Instant publishedAt() {
    return Instant.EPOCH;
  }

  @Override
  public int size() {
    return asMap.size();
  }

  @Override
  public @Nullable Integer get(String key) {
    return asMap.get(key);
  }

  @Override
  public <I> I view(DerivedView<I> view) {
    throw new IllegalArgumentException("no views");
  }
}
