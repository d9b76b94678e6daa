package dev.midnight.publish;

import dev.midnight.GroupSnapshot;
import dev.midnight.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The owner of the one reference that readers of a group follow.
 *
 * <p>Concurrency: a common publish holds the locks of all members, taken in the order of their
 * creation. It works out every member first, so that one failure publishes none, then stores the
 * group's reference, then the members'. Whoever reads the group sees all members of one publish;
 * who reads two members one after the other may see the second one newer. A drain of one member
 * replaces its part of the group's state under that member's lock, keeping the group's generation.
 */
public final class GroupPublisher {

  private final String name;
  private final List<Publisher<?, ?>> members;
  private final AtomicReference<@Nullable GroupState> current = new AtomicReference<>();

  /** For publishers that have not published yet, each in one group at most. */
  public GroupPublisher(String name, List<Publisher<?, ?>> members) {
    this.name = name;
    this.members = members.stream().sorted(Comparator.comparingLong(Publisher::rank)).toList();
    this.members.forEach(member -> member.join(this));
  }

  /** The common snapshot, or null before the first common publish. */
  public @Nullable GroupSnapshot current() {
    return current.get();
  }

  /**
   * Publishes the loads of several members as one; a member that is left out keeps its snapshot.
   *
   * @return what became of each candidate, in their order
   * @throws IllegalStateException if a mark has ended, or a member would be without a snapshot
   * @throws DerivedViewException if a view of any member fails; then no member is published
   */
  public List<Published<?, ?>> publish(List<? extends Candidate<?, ?>> candidates) {
    candidates.forEach(GroupPublisher::complete);
    List<Step<?, ?>> steps = locked(0, () -> publishLocked(candidates));
    steps.forEach(Step::announce);
    List<Published<?, ?>> published = new ArrayList<>();
    steps.forEach(step -> published.add(step.done().published()));
    return published;
  }

  /** Puts a member's newest snapshot into the common one. Called under that member's lock. */
  void replace(String cache, Snapshot<?, ?> next) {
    current.updateAndGet(state -> state == null ? null : state.with(cache, next));
  }

  private <T> T locked(int from, Supplier<T> action) {
    return from == members.size()
        ? action.get()
        : members.get(from).exclusively(() -> locked(from + 1, action));
  }

  private List<Step<?, ?>> publishLocked(List<? extends Candidate<?, ?>> candidates) {
    List<Step<?, ?>> steps = new ArrayList<>();
    GroupState next;
    try {
      candidates.forEach(candidate -> steps.add(stage(candidate)));
      next = next(steps);
    } catch (RuntimeException | Error failure) {
      members.forEach(Publisher::drainLater);
      throw failure;
    }
    current.set(next);
    steps.forEach(Step::commit);
    return steps;
  }

  private GroupState next(List<Step<?, ?>> steps) {
    Map<String, Snapshot<?, ?>> snapshots = new HashMap<>();
    for (Publisher<?, ?> member : members) {
      Snapshot<?, ?> kept = member.current();
      if (kept != null) {
        snapshots.put(member.cache(), kept);
      }
    }
    steps.forEach(step -> snapshots.put(step.owner().cache(), step.done().next()));
    for (Publisher<?, ?> member : members) {
      requireSnapshot(member.cache(), snapshots);
    }
    GroupState before = current.get();
    return new GroupState(name, before == null ? 1 : before.generation() + 1, snapshots);
  }

  private void requireSnapshot(String member, Map<String, Snapshot<?, ?>> snapshots) {
    if (!snapshots.containsKey(member)) {
      throw new IllegalStateException(
          "Group '%s': publish refused, its member '%s' holds no snapshot and none was loaded. A group is published whole or not at all. See the log of that cache's load."
              .formatted(name, member));
    }
  }

  private <K, V> Step<K, V> stage(Candidate<K, V> candidate) {
    if (!members.contains(candidate.owner())) {
      throw new IllegalArgumentException(
          "Group '%s': cache '%s' is no member, so that its load cannot be published with it."
              .formatted(name, candidate.owner().cache()));
    }
    return new Step<>(candidate.owner(), candidate.owner().stage(candidate));
  }

  private static <K, V> void complete(Candidate<K, V> candidate) {
    candidate.owner().complete(candidate);
  }

  /** What one member does in a common publish. */
  private record Step<K, V>(Publisher<K, V> owner, Publication<K, V> done) {

    void commit() {
      owner.commit(done);
    }

    void announce() {
      owner.announce(done);
    }
  }
}
