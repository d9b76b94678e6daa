package dev.midnight.jfr;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The phases that run now. An event tells of a phase at its end only, and of its beginning only if
 * a recording ran then; a profile wants to know of those that it fell into, too. Thread-safe.
 */
final class RunningPhases {

  private final Set<Running> all = ConcurrentHashMap.newKeySet();

  /** A phase; two are told apart by identity where a cycle has it twice. */
  record Running(
      String cache, long cycle, String phase, boolean delta, Instant since, Thread thread) {

    String label() {
      return RunningPhases.label(cache, delta) + " " + phase;
    }

    boolean is(String ofCache, long ofCycle, String ofPhase) {
      return cache.equals(ofCache) && cycle == ofCycle && phase.equals(ofPhase);
    }
  }

  /** What a cycle of the cache is called in a profile. */
  static String label(String cache, boolean delta) {
    return delta ? cache + " delta" : cache;
  }

  Running begin(String cache, long cycle, String phase, boolean delta) {
    Running begun = new Running(cache, cycle, phase, delta, Instant.now(), Thread.currentThread());
    all.add(begun);
    return begun;
  }

  void end(Running running) {
    all.remove(running);
  }

  List<Running> now() {
    return List.copyOf(all);
  }
}
