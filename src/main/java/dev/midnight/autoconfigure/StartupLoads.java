package dev.midnight.autoconfigure;

import dev.midnight.Outcome;
import dev.midnight.RefreshResult;
import dev.midnight.Trigger;
import dev.midnight.autoconfigure.diagnosis.FirstLoadFailedException;
import dev.midnight.autoconfigure.properties.StartupFailure;
import dev.midnight.autoconfigure.properties.StartupMode;
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

/** The first loads of an application: each begins when those before it have ended. */
final class StartupLoads {

  private static final Logger log = LoggerFactory.getLogger(StartupLoads.class);

  /** How the first load of each unit ended; one that is off counts as well ended. */
  private final Map<String, CompletableFuture<Ending>> endings = new HashMap<>();

  private final List<CompletableFuture<Ending>> awaited = new ArrayList<>();
  private final CompletableFuture<Object> failure = new CompletableFuture<>();

  private record Ending(boolean well, String reason) {
    static final Ending WELL = new Ending(true, "");
  }

  /** Begins all loads; takes the units in an order in which none comes before its parents. */
  void begin(List<StartupUnit> units) {
    for (StartupUnit unit : units) {
      CompletableFuture<Ending> ending = begin(unit);
      endings.put(unit.name(), ending);
      if (unit.mode() == StartupMode.BLOCK) {
        awaited.add(ending.thenApply(end -> judge(unit, end)));
      }
    }
  }

  private CompletableFuture<Ending> begin(StartupUnit unit) {
    if (unit.mode() == StartupMode.OFF) {
      return CompletableFuture.completedFuture(Ending.WELL);
    }
    List<CompletableFuture<Ending>> before = new ArrayList<>();
    unit.loadsAfter().forEach(name -> before.add(ending(name)));
    return CompletableFuture.allOf(before.toArray(CompletableFuture[]::new))
        .thenCompose(ignored -> load(unit));
  }

  private CompletableFuture<Ending> ending(String unit) {
    return endings.getOrDefault(unit, CompletableFuture.completedFuture(Ending.WELL));
  }

  private CompletableFuture<Ending> load(StartupUnit unit) {
    List<String> missing =
        unit.dependsOn().stream().filter(name -> !ending(name).join().well()).toList();
    if (!missing.isEmpty()) {
      String reason = "it depends on " + String.join(", ", missing) + ", which was not loaded";
      log.warn("{} is not loaded at start-up: {}.", unit.describe(), reason);
      return CompletableFuture.completedFuture(new Ending(false, reason));
    }
    return unit.members().get(0).refresh(Trigger.STARTUP).result().thenApply(StartupLoads::ending);
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
