package dev.midnight.generations;

import dev.midnight.Snapshot;
import dev.midnight.publish.GroupPublisher;
import dev.midnight.spi.GenerationTicket;
import dev.midnight.spi.Standing;
import dev.midnight.spi.StoredGeneration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What operators order about the generations of a group: of each member the one that belongs to the
 * same cycle of the group, all published as one.
 *
 * <p>Which belong together is told by {@link Spans}. An order names a generation of one member; the
 * newest cycle in which that was served, or loaded and rejected, says which ones of the others go
 * with it. Where one of them is not kept, nothing is done.
 */
public final class GroupOrders {

  private final String group;
  private final List<Orders<?, ?>> members;
  private final GroupPublisher publisher;
  private final OrderDesk desk;

  /**
   * Of all members of a group.
   *
   * @param cycles gives the next cycle of the group its number
   */
  public GroupOrders(
      String group, List<Orders<?, ?>> members, GroupPublisher publisher, LongSupplier cycles) {
    this.group = group;
    this.members = List.copyOf(members);
    this.publisher = publisher;
    this.desk = new OrderDesk(group, members.get(0).replica().support(), cycles);
    members.forEach(member -> member.generations().membership().join());
  }

  /** Serves what the stores hold of one cycle while nothing is served; says whether it could. */
  public CompletableFuture<Boolean> warmStart(@Nullable Duration maxStaleness) {
    CompletableFuture<Boolean> served = new CompletableFuture<>();
    desk.start(
        () -> {
          boolean could = false;
          try {
            could = new GroupWarmStart(group, members, publisher).run(maxStaleness);
            members.forEach(Orders::rememberTable);
          } finally {
            served.complete(could);
          }
        },
        served::completeExceptionally);
    return served;
  }

  /**
   * Publishes what all members served in an earlier cycle anew, and pins it.
   *
   * @param asked whose generation is meant
   * @param generation null for the newest cycle before what is served
   */
  public GenerationTicket rollback(
      Orders<?, ?> asked,
      @Nullable Long generation,
      @Nullable Instant until,
      @Nullable String reason) {
    GenerationTicket refusal = asked.refusedRollback(generation, until);
    if (refusal != null) {
      return refusal;
    }
    List<StoredGeneration> targets = targets(asked, generation);
    if (targets == null) {
      return refused(
          "nothing-kept",
          generation == null
              ? "no earlier cycle is kept of all its members"
              : "of no cycle in which '%s' served generation %d all other members are kept"
                  .formatted(asked.replica().cache(), generation));
    }
    long named = targets.get(members.indexOf(asked)).generation();
    String what = Orders.words("rolled back with its group to generation ", named, reason);
    return carryOut(
        named,
        what,
        cycle -> {
          List<RestorePart<?, ?>> parts = new ArrayList<>();
          for (int i = 0; i < targets.size(); i++) {
            Orders<?, ?> member = members.get(i);
            long target = targets.get(i).generation();
            parts.add(
                member.rollbackTo(
                    target,
                    until,
                    reason,
                    cycle,
                    Orders.words("rolled back with its group to generation ", target, reason)));
          }
          return parts;
        });
  }

  private @Nullable List<StoredGeneration> targets(Orders<?, ?> asked, @Nullable Long generation) {
    for (long cycle : cyclesNewestFirst(members)) {
      List<StoredGeneration> found = servedIn(cycle, generation != null);
      if (found != null && fits(found, asked, generation)) {
        return found;
      }
    }
    return null;
  }

  private boolean fits(
      List<StoredGeneration> found, Orders<?, ?> asked, @Nullable Long generation) {
    if (generation != null) {
      return found.get(members.indexOf(asked)).generation() == generation;
    }
    boolean older = false;
    for (int i = 0; i < found.size(); i++) {
      Snapshot<?, ?> current = members.get(i).replica().publisher().current();
      long served = current == null ? Long.MAX_VALUE : current.generation();
      if (found.get(i).generation() > served) {
        return false;
      }
      older |= found.get(i).generation() < served;
    }
    return older;
  }

  static List<Long> cyclesNewestFirst(List<Orders<?, ?>> members) {
    return members.stream()
        .flatMap(member -> member.generations().membership().spans().ends().boxed())
        .distinct()
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  private @Nullable List<StoredGeneration> servedIn(long cycle, boolean withdrawnToo) {
    List<StoredGeneration> found = new ArrayList<>();
    for (Orders<?, ?> member : members) {
      StoredGeneration stored =
          member
              .generations()
              .membership()
              .servedIn(
                  cycle,
                  one ->
                      one.standing() == Standing.PUBLISHED
                          || (withdrawnToo && one.standing() == Standing.WITHDRAWN));
      if (stored == null) {
        return null;
      }
      found.add(stored);
    }
    return found;
  }

  /**
   * Publishes what all members loaded in a cycle that was rejected. A member that found nothing
   * changed in it keeps what it serves.
   *
   * @param asked whose generation is meant
   * @param generation null for the newest rejected cycle of the group
   */
  public GenerationTicket approve(
      Orders<?, ?> asked, @Nullable Long generation, @Nullable String reason) {
    if (members.stream().anyMatch(member -> member.generations().shelf() == null)) {
      return refused("nothing-kept", "not every member has a store");
    }
    StoredGeneration named = generation == null ? newestRejected() : asked.shelf().find(generation);
    if (named == null) {
      return refused(
          "not-kept",
          generation == null
              ? "no rejected generation is kept"
              : "generation %d of '%s' is not kept".formatted(generation, asked.replica().cache()));
    }
    long rejected = named.about().cycle();
    for (Orders<?, ?> member : members) {
      GenerationTicket refusal = refusedApproval(member, rejected);
      if (refusal != null) {
        return refusal;
      }
    }
    return carryOut(
        named.generation(),
        Orders.words("approved with its group generation ", named.generation(), reason),
        cycle -> approvals(rejected, cycle, reason));
  }

  private @Nullable StoredGeneration newestRejected() {
    return members.stream()
        .map(member -> member.shelf().newestRejected())
        .filter(Objects::nonNull)
        .max(Comparator.comparingLong(stored -> stored.about().cycle()))
        .orElse(null);
  }

  private @Nullable GenerationTicket refusedApproval(Orders<?, ?> member, long cycle) {
    StoredGeneration stored = member.generations().membership().rejectedIn(cycle);
    if (stored != null) {
      return member.refusedApproval(stored);
    }
    Snapshot<?, ?> current = member.replica().publisher().current();
    boolean stays =
        current != null
            && member.generations().membership().spans().at(cycle) == current.generation();
    return stays
        ? member.refusedWhilePinned()
        : refused(
            "not-kept",
            "nothing of its member '%s' is kept of cycle %d, in which the generation was rejected"
                .formatted(member.replica().cache(), cycle));
  }

  private List<RestorePart<?, ?>> approvals(long rejected, long cycle, @Nullable String reason) {
    List<RestorePart<?, ?>> parts = new ArrayList<>();
    for (Orders<?, ?> member : members) {
      StoredGeneration stored = member.generations().membership().rejectedIn(rejected);
      if (stored == null) {
        member.generations().membership().staysIn(cycle);
      } else {
        long number = stored.generation();
        parts.add(
            member.approvalOf(number, cycle, Orders.words("approved generation ", number, reason)));
      }
    }
    return parts;
  }

  private interface Parts {
    List<RestorePart<?, ?>> of(long cycle);
  }

  private GenerationTicket carryOut(long generation, String what, Parts parts) {
    GenerationTicket ticket =
        desk.carryOut(
            generation, cycle -> RestoreCycle.of(group, parts.of(cycle), what, publisher));
    return ticket == null ? refused("busy", "another generation is being restored") : ticket;
  }

  private GenerationTicket refused(String code, String why) {
    return GenerationTicket.refused(
        code, "Group '%s': nothing was done, %s.".formatted(group, why));
  }
}
