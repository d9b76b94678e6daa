package dev.midnight.races;

import dev.midnight.Snapshot;
import dev.midnight.publish.LoadMark;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** A {@code putAll} becomes visible at once, all of it. Whatever is not listed is forbidden. */
public class PutAllRaces {

  private PutAllRaces() {}

  /** A cut of the buffer while a {@code putAll} is being accepted. */
  @JCStressTest
  @Outcome(id = "8, 0, 8", expect = Expect.ACCEPTABLE, desc = "left for the next drain")
  @Outcome(id = "0, 8, 8", expect = Expect.ACCEPTABLE, desc = "drained, all of it")
  @Outcome(expect = Expect.FORBIDDEN, desc = "a part of it is visible, or lost")
  @State
  public static class Cut {

    private final RacedCache cache = RacedCache.loaded(RacedCache.WRITTEN);

    @Actor
    public void writes() {
      cache.putAll(2);
    }

    @Actor
    public void drains(III_Result seen) {
      cache.drain();
      Snapshot<Integer, Integer> now = cache.snapshot();
      seen.r1 = RacedCache.count(now, RacedCache.WRITTEN, 1);
      seen.r2 = RacedCache.count(now, RacedCache.WRITTEN, 2);
    }

    @Arbiter
    public void end(III_Result seen) {
      cache.drain();
      seen.r3 = RacedCache.count(cache.snapshot(), RacedCache.WRITTEN, 2);
    }
  }

  /** Two calls over the same keys: one comes after the other, for every key. */
  @JCStressTest
  @Outcome(id = "8, 0", expect = Expect.ACCEPTABLE, desc = "the first call came last")
  @Outcome(id = "0, 8", expect = Expect.ACCEPTABLE, desc = "the second call came last")
  @Outcome(expect = Expect.FORBIDDEN, desc = "a mixture of both")
  @State
  public static class TwoCalls {

    private final RacedCache cache = RacedCache.loaded(RacedCache.WRITTEN);

    @Actor
    public void writesTwos() {
      cache.putAll(2);
    }

    @Actor
    public void writesThrees() {
      cache.putAll(3);
    }

    @Arbiter
    public void end(II_Result seen) {
      cache.drain();
      seen.r1 = RacedCache.count(cache.snapshot(), RacedCache.WRITTEN, 2);
      seen.r2 = RacedCache.count(cache.snapshot(), RacedCache.WRITTEN, 3);
    }
  }

  /** A drained call, read key by key without a snapshot in hand. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "both before the drain")
  @Outcome(id = "1, 2", expect = Expect.ACCEPTABLE, desc = "drained between the reads")
  @Outcome(id = "2, 2", expect = Expect.ACCEPTABLE, desc = "both after it")
  @Outcome(expect = Expect.FORBIDDEN, desc = "the later read is older")
  @State
  public static class ReadsInTurn {

    private final RacedCache cache = RacedCache.loaded(RacedCache.WRITTEN);

    @Actor
    public void writes() {
      cache.putAll(2);
      cache.drain();
    }

    @Actor
    public void reads(II_Result seen) {
      seen.r1 = cache.get(RacedCache.LAST);
      seen.r2 = cache.get(RacedCache.FIRST);
    }
  }

  /** A call while a load is published: all keys have the values of the one or of the other. */
  @JCStressTest
  @Outcome(id = "8, 0, 8", expect = Expect.ACCEPTABLE, desc = "before both")
  @Outcome(id = "0, 8, 8", expect = Expect.ACCEPTABLE, desc = "the call is visible")
  @Outcome(id = "0, 0, 8", expect = Expect.ACCEPTABLE, desc = "the load alone is visible")
  @Outcome(expect = Expect.FORBIDDEN, desc = "a part of the call is visible, or lost")
  @State
  public static class Load {

    private final RacedCache cache = RacedCache.loaded(RacedCache.WRITTEN);
    private final LoadMark<Integer, Integer> mark = cache.beginLoad();

    @Actor
    public void loads() {
      cache.publish(mark, RacedCache.WRITTEN, 3);
    }

    @Actor
    public void writes(III_Result seen) {
      cache.putAll(2);
      Snapshot<Integer, Integer> now = cache.snapshot();
      seen.r1 = RacedCache.count(now, RacedCache.WRITTEN, 1);
      seen.r2 = RacedCache.count(now, RacedCache.WRITTEN, 2);
      if (RacedCache.count(now, RacedCache.WRITTEN, 3) % RacedCache.WRITTEN != 0) {
        seen.r1 = -1;
      }
    }

    @Arbiter
    public void end(III_Result seen) {
      cache.drain();
      seen.r3 = RacedCache.count(cache.snapshot(), RacedCache.WRITTEN, 2);
    }
  }
}
