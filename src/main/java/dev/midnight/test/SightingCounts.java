package dev.midnight.test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** The common counts of several readers. Thread-safe; examples are guarded by their list. */
final class SightingCounts {

  private static final int EXAMPLES = 3;

  private final AtomicLong passes = new AtomicLong();
  private final LongAdder reads = new LongAdder();
  private final LongAdder holes = new LongAdder();
  private final LongAdder mixtures = new LongAdder();
  private final LongAdder stepsBack = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final List<String> examples = new ArrayList<>();

  void pass() {
    passes.incrementAndGet();
  }

  void read() {
    reads.increment();
  }

  void hole(Object key) {
    holes.increment();
    example("no value for key '%s'".formatted(key));
  }

  void mixture(long one, long other, Object key) {
    mixtures.increment();
    example("generation %d at key '%s' beside generation %d".formatted(other, key, one));
  }

  void stepBack(long from, long to, Object key) {
    stepsBack.increment();
    example("generation %d of key '%s' after generation %d".formatted(to, key, from));
  }

  void failure(Throwable failure) {
    failures.increment();
    example("a read threw " + failure);
  }

  private void example(String what) {
    synchronized (examples) {
      if (examples.size() < EXAMPLES) {
        examples.add(what);
      }
    }
  }

  Sightings soFar() {
    synchronized (examples) {
      return new Sightings(
          passes.get(),
          reads.sum(),
          holes.sum(),
          mixtures.sum(),
          stepsBack.sum(),
          failures.sum(),
          examples);
    }
  }
}
