package dev.midnight.autoconfigure;

import dev.midnight.Outcome;
import dev.midnight.RefreshResult;
import dev.midnight.Trigger;
import dev.midnight.autoconfigure.diagnosis.FirstLoadFailedException;
import dev.midnight.autoconfigure.properties.StartupFailure;
import dev.midnight.autoconfigure.properties.StartupMode;
import dev.midnight.spi.ManagedCache;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first loads of an application: each begins when those before it have ended.
 *
 * <p>A cache with a store first serves what that holds. Nobody waits for its load then, but those
 * that load after it: what they derive from it shall not be of yesterday.
 */
final class StartupLoads {

  private static final Logger log = LoggerFactory.getLogger(StartupLoads.class);

  private final Map<String, Start> starts = new HashMap<>();

  private final List<CompletableFuture<Ending>> awaited = new ArrayList<>();
  private final CompletableFuture<Object> failure = new CompletableFuture<>();

  private record Ending(boolean well, String reason) {
    static final Ending WELL = new Ending(true, "");
  }

  /**
   * How a unit starts; one that is off starts well.
   *
   * @param usable when it serves something, or will not
   * @param loaded when its load has ended
   */
  private record Start(CompletableFuture<Ending> usable, CompletableFuture<Ending> loaded) {
    static final Start NONE =
        new Start(
            CompletableFuture.completedFuture(Ending.WELL),
            CompletableFuture.completedFuture(Ending.WELL));

    CompletableFuture<Void> ended() {
      return CompletableFuture.allOf(usable, loaded);
    }
  }

  /** Begins all loads; takes the units in an order in which none comes before its parents. */
  void begin(List<StartupUnit> units) {
    for (StartupUnit unit : units) {
      Start start = begin(unit);
      starts.put(unit.name(), start);
      if (unit.mode() == StartupMode.BLOCK) {
        awaited.add(start.usable().thenApply(end -> judge(unit, end)));
      }
    }
  }

  private Start begin(StartupUnit unit) {
    CompletableFuture<Boolean> warm =
        unit.members().get(0).warmStart().exceptionally(failure -> false);
    if (unit.mode() == StartupMode.OFF) {
      return new Start(Start.NONE.usable(), warm.thenApply(served -> Ending.WELL));
    }
    CompletableFuture<Void> before =
        CompletableFuture.allOf(
            unit.loadsAfter().stream()
                .map(name -> start(name).ended())
                .toArray(CompletableFuture[]::new));
    CompletableFuture<Ending> loaded =
        warm.thenCompose(served -> before.thenCompose(ignored -> load(unit, served)));
    CompletableFuture<Ending> usable =
        warm.thenCompose(
            served -> served ? CompletableFuture.completedFuture(Ending.WELL) : loaded);
    return new Start(usable, loaded);
  }

  private Start start(String unit) {
    return starts.getOrDefault(unit, Start.NONE);
  }

  private CompletableFuture<Ending> load(StartupUnit unit, boolean served) {
    List<String> missing =
        unit.dependsOn().stream().filter(name -> !start(name).usable().join().well()).toList();
    if (!missing.isEmpty()) {
      String reason = "it depends on " + String.join(", ", missing) + ", which was not loaded";
      log.atWarn()
          .addKeyValue(unit.key(), unit.name())
          .addKeyValue("reason", reason)
          .log("{} is not loaded at start-up: {}.", unit.describe(), reason);
      return CompletableFuture.completedFuture(new Ending(false, reason));
    }
    ManagedCache first = unit.members().get(0);
    if (served && first.status().paused() != null) {
      log.atInfo()
          .addKeyValue(unit.key(), unit.name())
          .log(
              "{} is paused since before the start: it serves what its store holds, and loads nothing until it is resumed or refreshed by hand.",
              unit.describe());
      return CompletableFuture.completedFuture(Ending.WELL);
    }
    return first.refresh(Trigger.STARTUP).result().thenApply(StartupLoads::ending);
  }

  private static Ending ending(RefreshResult result) {
    return result.outcome() == Outcome.PUBLISHED || result.outcome() == Outcome.UNCHANGED
        ? Ending.WELL
        : new Ending(false, result.outcome() + ", " + result.reason());
  }

  private Ending judge(StartupUnit unit, Ending ending) {
    if (!ending.well() && unit.failure() == StartupFailure.FAIL) {
      failure.completeExceptionally(
          new FirstLoadFailedException(
              unit.describe(),
              ending.reason(),
              "midnight.caches.%s.startup-failure".formatted(unit.members().get(0).name())));
    }
    return ending;
  }

  /**
   * Waits for the loads that the start waits for.
   *
   * @throws FirstLoadFailedException as soon as one has failed that must not
   */
  void await() {
    CompletableFuture<Void> all =
        CompletableFuture.allOf(awaited.toArray(CompletableFuture[]::new));
    try {
      CompletableFuture.anyOf(all, failure).get();
      if (failure.isCompletedExceptionally()) {
        failure.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The start was interrupted while caches were loaded.", e);
    } catch (ExecutionException | CompletionException e) {
      if (e.getCause() instanceof FirstLoadFailedException failed) {
        throw failed;
      }
      throw new IllegalStateException("The first load of a cache broke.", e.getCause());
    }
  }

  /** Names of those that were asked to load. */
  static Set<String> loadedAtStart(List<StartupUnit> units) {
    Set<String> names = new LinkedHashSet<>();
    units.stream()
        .filter(unit -> unit.mode() != StartupMode.OFF)
        .forEach(unit -> unit.members().forEach(member -> names.add(member.name())));
    return names;
  }
}
