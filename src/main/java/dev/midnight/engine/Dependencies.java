package dev.midnight.engine;

import dev.midnight.spi.ManagedCache;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The caches that are refreshed before one. Immutable. */
record Dependencies(List<String> names, Function<String, @Nullable ManagedCache> lookup) {

  static final Dependencies NONE = new Dependencies(List.of(), name -> null);

  /** Completes with the names of those that were not refreshed well for their newest time. */
  CompletableFuture<List<String>> servedUpTo(Instant due) {
    CompletableFuture<List<String>> failed = CompletableFuture.completedFuture(List.of());
    for (String name : names) {
      failed =
          failed.thenCombine(served(name, due), (sofar, well) -> well ? sofar : with(sofar, name));
    }
    return failed;
  }

  private CompletableFuture<Boolean> served(String name, Instant due) {
    ManagedCache cache = lookup.apply(name);
    return cache == null ? CompletableFuture.completedFuture(false) : cache.servedUpTo(due);
  }

  private static List<String> with(List<String> names, String name) {
    List<String> more = new ArrayList<>(names);
    more.add(name);
    return more;
  }
}
