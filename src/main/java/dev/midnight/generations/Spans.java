package dev.midnight.generations;

import dev.midnight.spi.CacheMemory.Span;
import dev.midnight.spi.Standing;
import dev.midnight.spi.StoredGeneration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The generations of a group's member by the cycles of the group in which they were served. All
 * members have the same cycles, so that what they served in one of them belongs together. Newest
 * first; immutable.
 */
record Spans(List<Span> all) {

  /** More cycles of a member than any store keeps generations of. */
  private static final int KEPT = 64;

  static final Spans NONE = new Spans(List.of());

  Spans {
    all = List.copyOf(all);
  }

  /** Of a member whose memory is lost: each generation in the cycle that has loaded it, alone. */
  static Spans of(List<StoredGeneration> kept) {
    return new Spans(
        kept.stream()
            .filter(stored -> stored.standing() != Standing.REJECTED && stored.about().cycle() > 0)
            .map(stored -> span(stored.generation(), stored.about().cycle()))
            .toList());
  }

  private static Span span(long generation, long cycle) {
    return new Span(generation, cycle, cycle);
  }

  /**
   * The same, with what was served in that cycle. A generation that was served in two cycles was in
   * all between them: nothing else has its number. What comes late is of no use any more.
   */
  Spans with(long generation, long cycle) {
    Span newest = all.isEmpty() ? null : all.get(0);
    if (newest != null && newest.to() >= cycle) {
      return this;
    }
    List<Span> next = new ArrayList<>(all);
    if (newest != null && newest.generation() == generation) {
      next.set(0, new Span(generation, newest.from(), cycle));
    } else {
      next.add(0, span(generation, cycle));
    }
    return new Spans(next.subList(0, Math.min(next.size(), KEPT)));
  }

  /** The number of what was served in that cycle, or 0 if that is not known. */
  long at(long cycle) {
    return all.stream()
        .filter(span -> span.from() <= cycle && cycle <= span.to())
        .mapToLong(Span::generation)
        .findFirst()
        .orElse(0);
  }

  /** The same if it is kept and fits, or null. */
  @Nullable StoredGeneration at(
      long cycle, List<StoredGeneration> kept, Predicate<StoredGeneration> fits) {
    long generation = at(cycle);
    return kept.stream()
        .filter(stored -> stored.generation() == generation)
        .filter(fits)
        .findFirst()
        .orElse(null);
  }

  /** Cycles of which at least one is in any stretch of cycles that the members have in common. */
  LongStream ends() {
    return all.stream().mapToLong(Span::to);
  }
}
