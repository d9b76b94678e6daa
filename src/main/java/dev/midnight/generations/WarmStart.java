package dev.midnight.generations;

import dev.midnight.Outcome;
import dev.midnight.Snapshot;
import dev.midnight.publish.ReadFrom;
import dev.midnight.refresh.Replica;
import dev.midnight.spi.CacheMemory;
import dev.midnight.spi.CycleReport;
import dev.midnight.spi.Standing;
import dev.midnight.spi.StoredGeneration;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The choice of what to serve before the source has been read: the pinned generation, however old;
 * else the newest published one that is young enough and can be read.
 */
final class WarmStart<K, V> {

  private static final Logger log = LoggerFactory.getLogger("dev.midnight.generations");

  private final Replica<K, V> replica;
  private final Shelf<K, V> shelf;
  private final StoreHealth health;

  WarmStart(Replica<K, V> replica, Shelf<K, V> shelf, StoreHealth health) {
    this.replica = replica;
    this.shelf = shelf;
    this.health = health;
  }

  /** Serves one; says whether it could. */
  boolean run(CacheMemory.@Nullable Pin pin, @Nullable Duration maxStaleness) {
    if (replica.publisher().current() != null) {
      return true;
    }
    shelf.look();
    for (StoredGeneration stored : choices(pin, maxStaleness)) {
      if (serve(stored)) {
        return true;
      }
    }
    return false;
  }

  private List<StoredGeneration> choices(
      CacheMemory.@Nullable Pin pin, @Nullable Duration maxStaleness) {
    List<StoredGeneration> choices = new ArrayList<>();
    StoredGeneration pinned = pin == null ? null : shelf.find(pin.generation());
    if (pinned != null && pinned.standing() == Standing.PUBLISHED) {
      choices.add(pinned);
    }
    long pinnedNumber = pin == null ? 0 : pin.generation();
    for (StoredGeneration stored : shelf.kept()) {
      if (stored.standing() == Standing.PUBLISHED
          && stored.generation() != pinnedNumber
          && !isOld(stored, maxStaleness)) {
        choices.add(stored);
      }
    }
    return choices;
  }

  boolean isOld(StoredGeneration stored, @Nullable Duration maxStaleness) {
    Instant now = replica.support().clock().instant();
    return maxStaleness != null
        && Duration.between(loadedAt(stored), now).compareTo(maxStaleness) > 0;
  }

  /** A load that found nothing changed made it younger than its file says. */
  private Instant loadedAt(StoredGeneration stored) {
    return replica.support().history().reports().stream()
        .filter(report -> !report.dryRun() && report.result().outcome() == Outcome.UNCHANGED)
        .filter(report -> report.result().generation() == stored.generation())
        .map(CycleReport::startedAt)
        .max(Comparator.naturalOrder())
        .filter(found -> found.isAfter(stored.about().loadedAt()))
        .orElse(stored.about().loadedAt());
  }

  /** The source was read later than this if anything newer is kept, or an order chose this one. */
  private @Nullable ReadFrom readFrom(StoredGeneration stored) {
    boolean newest =
        shelf.kept().stream().allMatch(other -> other.generation() <= stored.generation());
    return newest && stored.about().reason() == null ? ReadFrom.EARLIER_PROCESS : null;
  }

  Restore<K, V> read(StoredGeneration stored) throws IOException {
    long number = stored.generation();
    return Restore.read(
        replica, shelf.store(), number, null, number, loadedAt(stored), readFrom(stored));
  }

  private boolean serve(StoredGeneration stored) {
    long number = stored.generation();
    try {
      Snapshot<K, V> served = read(stored).publish();
      log.atInfo()
          .addKeyValue("cache", replica.cache())
          .addKeyValue("generation", number)
          .addKeyValue("entries", served.size())
          .addKeyValue("loadedAt", served.loadedAt())
          .log(
              "Cache '{}': generation {} with {} entries, loaded at {}, is served from the store until"
                  + " the source was read",
              replica.cache(),
              number,
              served.size(),
              served.loadedAt());
      return true;
    } catch (IOException | RuntimeException e) {
      if (replica.publisher().current() != null) {
        return true;
      }
      health.failed("read generation " + number, e);
      return false;
    }
  }
}
