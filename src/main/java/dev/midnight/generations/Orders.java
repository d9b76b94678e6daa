package dev.midnight.generations;

import dev.midnight.Snapshot;
import dev.midnight.publish.LoadMark;
import dev.midnight.refresh.Replica;
import dev.midnight.spi.CacheMemory;
import dev.midnight.spi.GenerationTicket;
import dev.midnight.spi.Standing;
import dev.midnight.spi.StoredGeneration;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;
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
  private final OrderDesk desk;

  /**
   * Of one cache.
   *
   * @param cycles gives the next cycle its number
   */
  public Orders(Replica<K, V> replica, Generations<K, V> generations, LongSupplier cycles) {
    this.replica = replica;
    this.generations = generations;
    this.desk = new OrderDesk(replica.cache(), replica.support(), cycles);
  }

  /** Serves what the store holds while nothing is served; completes with whether it could. */
  public CompletableFuture<Boolean> warmStart(@Nullable Duration maxStaleness) {
    Shelf<K, V> shelf = generations.shelf();
    if (shelf == null) {
      return CompletableFuture.completedFuture(false);
    }
    CompletableFuture<Boolean> served = new CompletableFuture<>();
    desk.start(
        () -> {
          boolean could = false;
          try {
            could = warmStart().run(generations.pin(), maxStaleness);
            rememberTable();
          } finally {
            served.complete(could);
          }
        },
        served::completeExceptionally);
    return served;
  }

  Replica<K, V> replica() {
    return replica;
  }

  Generations<K, V> generations() {
    return generations;
  }

  /** Of a cache that has a store. */
  Shelf<K, V> shelf() {
    return Objects.requireNonNull(generations.shelf(), "shelf");
  }

  WarmStart<K, V> warmStart() {
    return new WarmStart<>(replica, shelf(), generations.health());
  }

  void rememberTable() {
    LoadMark<K, V> mark = replica.publisher().beginRestore(null, null);
    generations.rejections().servedWarm(mark.previous());
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
    GenerationTicket refusal = refusedRollback(generation, until);
    if (refusal != null) {
      return refusal;
    }
    StoredGeneration found = generation == null ? newestBefore() : shelf().find(generation);
    if (found == null) {
      return refused("nothing-kept", "no published generation before the current one is kept");
    }
    long target = found.generation();
    String what = words("rolled back to generation ", target, reason);
    return carryOut(
        target, cycle -> RestoreCycle.of(rollbackTo(target, until, reason, cycle, what), what));
  }

  /** Why a rollback to a generation of this cache cannot be, or null. */
  @Nullable GenerationTicket refusedRollback(@Nullable Long generation, @Nullable Instant until) {
    Shelf<K, V> shelf = generations.shelf();
    if (shelf == null) {
      return nothingKept("roll back to");
    }
    if (isOver(until)) {
      return refused("until-is-over", "%s is over already".formatted(until));
    }
    return generation == null ? null : refusedTarget(shelf.find(generation), generation);
  }

  private @Nullable GenerationTicket refusedTarget(
      @Nullable StoredGeneration target, long generation) {
    if (target == null) {
      return refused("not-kept", "generation %d is not kept".formatted(generation));
    }
    if (target.standing() == Standing.REJECTED) {
      return refused(
          "was-rejected", "generation %d was rejected; approve it instead".formatted(generation));
    }
    Snapshot<K, V> current = replica.publisher().current();
    return current != null && current.generation() == generation
        ? refused("is-served", "generation %d is what is served".formatted(generation))
        : null;
  }

  RestorePart<K, V> rollbackTo(
      long target, @Nullable Instant until, @Nullable String reason, long cycle, String what) {
    return new RestorePart<>(
        replica,
        cycle,
        new Rollback<>(
            replica, generations, shelf(), target, until, reason, what, cycle, generations.pin()));
  }

  private @Nullable StoredGeneration newestBefore() {
    Snapshot<K, V> current = replica.publisher().current();
    long served = current == null ? Long.MAX_VALUE : current.generation();
    return shelf().kept().stream()
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
    GenerationTicket refusal = refusedApproval(target);
    if (refusal != null) {
      return refusal;
    }
    long number = target.generation();
    String what = words("approved generation ", number, reason);
    return carryOut(number, cycle -> RestoreCycle.of(approvalOf(number, cycle, what), what));
  }

  /** Why a kept generation of this cache cannot be approved, or null. */
  @Nullable GenerationTicket refusedApproval(StoredGeneration target) {
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
    return refusedWhilePinned();
  }

  @Nullable GenerationTicket refusedWhilePinned() {
    CacheMemory.Pin pin = generations.pin();
    return pin == null
        ? null
        : refused("pinned", "generation %d is pinned; unpin first".formatted(pin.generation()));
  }

  RestorePart<K, V> approvalOf(long number, long cycle, String what) {
    return new RestorePart<>(
        replica,
        cycle,
        new Approval<>(
            replica,
            generations,
            shelf(),
            number,
            generations.rejections().before(number),
            generations.rejections().readFrom(number),
            what));
  }

  private boolean isOver(@Nullable Instant until) {
    return until != null && !until.isAfter(replica.support().clock().instant());
  }

  static String words(String what, long generation, @Nullable String reason) {
    return reason == null ? what + generation : what + generation + ": " + reason;
  }

  private GenerationTicket carryOut(long generation, LongFunction<RestoreCycle> order) {
    GenerationTicket ticket = desk.carryOut(generation, order);
    return ticket == null ? refused("busy", "another generation is being restored") : ticket;
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
