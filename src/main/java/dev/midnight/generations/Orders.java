package dev.midnight.generations;

import dev.midnight.RefreshResult;
import dev.midnight.Snapshot;
import dev.midnight.publish.LoadMark;
import dev.midnight.refresh.Replica;
import dev.midnight.spi.CacheMemory;
import dev.midnight.spi.GenerationTicket;
import dev.midnight.spi.Standing;
import dev.midnight.spi.StoredGeneration;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What operators order about the generations of one cache. An order is judged at once by what is
 * known to be kept; what needs the disk is done on a thread of its own, one at a time.
 */
public final class Orders<K, V> {

  private static final String KEPT_NOTHING =
      "Cache '%s': there is nothing to %s, %s. What is published stays. See midnight.caches.%s.store.";

  private final Replica<K, V> replica;
  private final Generations<K, V> generations;
  private final LongSupplier cycles;
  private final AtomicBoolean busy = new AtomicBoolean();

  /**
   * Of one cache.
   *
   * @param cycles gives the next cycle its number
   */
  public Orders(Replica<K, V> replica, Generations<K, V> generations, LongSupplier cycles) {
    this.replica = replica;
    this.generations = generations;
    this.cycles = cycles;
  }

  /** Serves what the store holds while nothing is served; completes with whether it could. */
  public CompletableFuture<Boolean> warmStart(@Nullable Duration maxStaleness) {
    Shelf<K, V> shelf = generations.shelf();
    if (shelf == null) {
      return CompletableFuture.completedFuture(false);
    }
    CompletableFuture<Boolean> served = new CompletableFuture<>();
    start(
        () -> {
          boolean could = false;
          try {
            could =
                new WarmStart<>(replica, shelf, generations.health())
                    .run(generations.pin(), maxStaleness);
            rememberTable();
          } finally {
            served.complete(could);
          }
        },
        served::completeExceptionally);
    return served;
  }

  private void rememberTable() {
    LoadMark<K, V> mark = replica.publisher().beginRestore(null, null);
    generations.servedWarm(mark.previous());
    replica.publisher().endLoad(mark);
  }

  /** Holds on to what is served. */
  public GenerationTicket pin(
      @Nullable Long generation, @Nullable Instant until, @Nullable String reason) {
    Snapshot<K, V> current = replica.publisher().current();
    if (current == null) {
      return refused("not-loaded", "nothing is published yet that could be pinned");
    }
    if (generation != null && generation != current.generation()) {
      return refused(
          "not-served",
          "generation %d is served, not %d; roll back to that one instead"
              .formatted(current.generation(), generation));
    }
    if (isOver(until)) {
      return refused("until-is-over", "%s is over already".formatted(until));
    }
    generations.pin(current.generation(), until, reason);
    return GenerationTicket.done(current.generation());
  }

  /**
   * Publishes an older generation anew, under the next number, and pins it; all that came after it
   * is withdrawn.
   *
   * @param generation null for the newest published one before the current
   */
  public GenerationTicket rollback(
      @Nullable Long generation, @Nullable Instant until, @Nullable String reason) {
    Shelf<K, V> shelf = generations.shelf();
    if (shelf == null) {
      return nothingKept("roll back to");
    }
    Snapshot<K, V> current = replica.publisher().current();
    long served = current == null ? Long.MAX_VALUE : current.generation();
    StoredGeneration target =
        generation == null ? newestBefore(shelf, served) : shelf.find(generation);
    if (target == null) {
      return generation == null
          ? refused("nothing-kept", "no published generation before the current one is kept")
          : refused("not-kept", "generation %d is not kept".formatted(generation));
    }
    if (target.standing() == Standing.REJECTED) {
      return refused(
          "was-rejected",
          "generation %d was rejected; approve it instead".formatted(target.generation()));
    }
    if (target.generation() == served) {
      return refused("is-served", "generation %d is what is served".formatted(served));
    }
    if (isOver(until)) {
      return refused("until-is-over", "%s is over already".formatted(until));
    }
    return carryOut(
        target.generation(),
        words("rolled back to generation " + target.generation(), reason),
        (cycle, what) ->
            new Rollback<>(
                replica,
                generations,
                shelf,
                target.generation(),
                until,
                reason,
                what,
                cycle,
                generations.pin()));
  }

  private static @Nullable StoredGeneration newestBefore(Shelf<?, ?> shelf, long served) {
    return shelf.kept().stream()
        .filter(stored -> stored.standing() == Standing.PUBLISHED && stored.generation() < served)
        .findFirst()
        .orElse(null);
  }

  /**
   * Publishes a generation that was rejected.
   *
   * @param generation null for the newest rejected one
   */
  public GenerationTicket approve(@Nullable Long generation, @Nullable String reason) {
    Shelf<K, V> shelf = generations.shelf();
    if (shelf == null) {
      return nothingKept("approve");
    }
    StoredGeneration target = generation == null ? shelf.newestRejected() : shelf.find(generation);
    if (target == null) {
      return refused(
          "not-kept",
          generation == null
              ? "no rejected generation is kept"
              : "generation %d is not kept".formatted(generation));
    }
    long number = target.generation();
    if (target.standing() != Standing.REJECTED) {
      return refused("was-not-rejected", "generation %d was not rejected".formatted(number));
    }
    Snapshot<K, V> current = replica.publisher().current();
    if (current != null && current.generation() > number) {
      return refused(
          "newer-is-published",
          "generation %d was published since".formatted(current.generation()));
    }
    CacheMemory.Pin pin = generations.pin();
    if (pin != null) {
      return refused("pinned", "generation %d is pinned; unpin first".formatted(pin.generation()));
    }
    return carryOut(
        number,
        words("approved generation " + number, reason),
        (cycle, what) ->
            new Approval<>(
                replica,
                generations,
                shelf,
                number,
                generations.before(number),
                generations.readFrom(number),
                what));
  }

  private boolean isOver(@Nullable Instant until) {
    return until != null && !until.isAfter(replica.support().clock().instant());
  }

  private static String words(String what, @Nullable String reason) {
    return reason == null ? what : what + ": " + reason;
  }

  private interface Ordered<K, V> {
    RestoreCycle.Steps<K, V> steps(long cycle, String what);
  }

  private GenerationTicket carryOut(long generation, String what, Ordered<K, V> order) {
    if (!busy.compareAndSet(false, true)) {
      return refused("busy", "another generation is being restored");
    }
    long cycle = cycles.getAsLong();
    CompletableFuture<RefreshResult> result = new CompletableFuture<>();
    start(
        () -> {
          RefreshResult end = null;
          try {
            end = new RestoreCycle<>(replica, cycle, what).run(order.steps(cycle, what));
          } finally {
            busy.set(false);
            complete(result, end);
          }
        },
        failure -> {
          busy.set(false);
          result.completeExceptionally(failure);
        });
    return new GenerationTicket(null, cycle, generation, result);
  }

  private static void complete(
      CompletableFuture<RefreshResult> result, @Nullable RefreshResult end) {
    if (end == null) {
      result.completeExceptionally(new IllegalStateException("the restore broke; see the log"));
    } else {
      result.complete(end);
    }
  }

  private void start(Runnable task, Consumer<Throwable> otherwise) {
    try {
      replica.support().threads().newThread("midnight-restore-" + replica.cache(), task).start();
    } catch (Throwable e) {
      otherwise.accept(e);
    }
  }

  private GenerationTicket nothingKept(String verb) {
    return GenerationTicket.refused(
        "nothing-kept",
        KEPT_NOTHING.formatted(replica.cache(), verb, "this cache has no store", replica.cache()));
  }

  private GenerationTicket refused(String code, String why) {
    return GenerationTicket.refused(
        code, "Cache '%s': nothing was done, %s.".formatted(replica.cache(), why));
  }
}
