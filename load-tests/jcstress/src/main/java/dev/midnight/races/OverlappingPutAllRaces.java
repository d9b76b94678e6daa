package dev.midnight.races;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Two {@code putAll}s that share most of their shards, but not the first: one that locked its first
 * shard alone would shut out neither the other nor be shut out by it. A cut cannot tell, since it
 * holds the first shard too. Whatever is not listed is forbidden.
 */
@JCStressTest
@Outcome(id = "24, 0", expect = Expect.ACCEPTABLE, desc = "the larger call came last")
@Outcome(id = "0, 24", expect = Expect.ACCEPTABLE, desc = "the smaller call came last")
@Outcome(expect = Expect.FORBIDDEN, desc = "a mixture of both, or a key lost")
@State
public class OverlappingPutAllRaces {

  /** Of the first shard of four. */
  private static final int[] FIRST_SHARD = {0, 6, 7};

  /** Of the other three, eight each, in the order in which one call writes them. */
  private static final int[] SHARED = {
    4, 2, 1, 5, 13, 3, 14, 22, 8, 15, 25, 9, 20, 29, 12, 21, 33, 18, 26, 34, 24, 30, 35, 31
  };

  private final RacedCache cache = RacedCache.loaded(0);

  @Actor
  public void writesAll() {
    cache.putAll(2, FIRST_SHARD, SHARED);
  }

  @Actor
  public void writesShared() {
    cache.putAll(3, SHARED);
  }

  @Arbiter
  public void end(II_Result seen) {
    cache.drain();
    seen.r1 = cache.countIn(SHARED, 2);
    seen.r2 = cache.countIn(SHARED, 3);
  }
}
