package dev.midnight.generations;

import dev.midnight.publish.Candidate;
import dev.midnight.publish.GroupPublisher;
import dev.midnight.refresh.Failures;
import dev.midnight.spi.CacheMemory;
import dev.midnight.spi.Standing;
import dev.midnight.spi.StoredGeneration;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The choice of what a group serves before its sources have been read: of all members what they
 * served in one cycle. First a cycle that fits the pins, however old; else the newest one that is
 * young enough, kept whole and readable. Members are never mixed from two cycles.
 */
final class GroupWarmStart {

  private static final Logger log = LoggerFactory.getLogger("dev.midnight.generations");

  private final String group;
  private final List<Orders<?, ?>> members;
  private final GroupPublisher publisher;

  /** What was not possible, for the operator. */
  private final Set<String> why = new LinkedHashSet<>();

  GroupWarmStart(String group, List<Orders<?, ?>> members, GroupPublisher publisher) {
    this.group = group;
    this.members = members;
    this.publisher = publisher;
  }

  boolean run(@Nullable Duration maxStaleness) {
    if (publisher.current() != null) {
      return true;
    }
    if (members.stream().allMatch(member -> member.generations().shelf() == null)) {
      return false;
    }
    for (Orders<?, ?> member : members) {
      Shelf<?, ?> shelf = member.generations().shelf();
      if (shelf == null) {
        return cold("its member '%s' has no store".formatted(member.replica().cache()));
      }
      shelf.look();
    }
    boolean pinned = members.stream().anyMatch(member -> member.generations().pin() != null);
    boolean could = (pinned && serveAny(null, true)) || serveAny(maxStaleness, false);
    if (!could) {
      String none = "no cycle is known of which all members are kept";
      return cold(why.isEmpty() ? none : String.join("; ", why));
    }
    members.forEach(member -> member.generations().membership().notWarm(null));
    return true;
  }

  private boolean cold(String reason) {
    String text = "it begins with its sources: " + reason;
    log.atInfo()
        .addKeyValue("group", group)
        .addKeyValue("reason", reason)
        .log("Group '{}': {}", group, text);
    members.forEach(member -> member.generations().membership().notWarm(text));
    return false;
  }

  private boolean serveAny(@Nullable Duration maxStaleness, boolean asPinned) {
    Set<List<Long>> tried = new LinkedHashSet<>();
    for (long cycle : GroupOrders.cyclesNewestFirst(members)) {
      List<StoredGeneration> choice = choice(cycle, maxStaleness, asPinned);
      if (choice != null
          && tried.add(choice.stream().map(StoredGeneration::generation).toList())
          && serve(choice, cycle)) {
        return true;
      }
    }
    return false;
  }

  private @Nullable List<StoredGeneration> choice(
      long cycle, @Nullable Duration maxStaleness, boolean asPinned) {
    List<StoredGeneration> choice = new ArrayList<>();
    for (Orders<?, ?> member : members) {
      StoredGeneration stored =
          member
              .generations()
              .membership()
              .servedIn(cycle, one -> one.standing() == Standing.PUBLISHED);
      if (stored == null) {
        return missing(member, "of '%s' nothing is kept that was served in cycle %d", cycle);
      }
      CacheMemory.Pin pin = member.generations().pin();
      if (asPinned && pin != null && pin.generation() != stored.generation()) {
        return null;
      }
      if (!asPinned && member.warmStart().isOld(stored, maxStaleness)) {
        return missing(
            member, "what '%s' served in cycle %d is older than max-staleness allows", cycle);
      }
      choice.add(stored);
    }
    return choice;
  }

  private @Nullable List<StoredGeneration> missing(Orders<?, ?> member, String text, long cycle) {
    why.add(text.formatted(member.replica().cache(), cycle));
    return null;
  }

  private boolean serve(List<StoredGeneration> choice, long cycle) {
    List<Restore<?, ?>> read = new ArrayList<>();
    List<Candidate<?, ?>> candidates = new ArrayList<>();
    try {
      for (int i = 0; i < choice.size(); i++) {
        Restore<?, ?> restore = read(members.get(i), choice.get(i));
        read.add(restore);
        candidates.add(restore.candidate());
      }
      var unused = publisher.publish(candidates);
      log.atInfo()
          .addKeyValue("group", group)
          .addKeyValue("cycle", cycle)
          .log(
              "Group '{}': what its members served in cycle {} is served from their stores until the"
                  + " sources were read",
              group,
              cycle);
      return true;
    } catch (IOException | RuntimeException e) {
      if (publisher.current() != null) {
        return true;
      }
      why.add("cycle %d cannot be served: %s".formatted(cycle, Failures.describe(e)));
      return false;
    } finally {
      read.forEach(Restore::end);
    }
  }

  private static <K, V> Restore<K, V> read(Orders<K, V> member, StoredGeneration stored)
      throws IOException {
    try {
      return member.warmStart().read(stored);
    } catch (IOException | RuntimeException e) {
      member.generations().health().failed("read generation " + stored.generation(), e);
      throw e;
    }
  }
}
