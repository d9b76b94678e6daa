package dev.midnight.races;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Versions grow, by one each. Whatever is not listed is forbidden. */
public class VersionRaces {

  private VersionRaces() {}

  /** One reader beside a drain and a load. */
  @JCStressTest
  @Outcome(
      id = {
        "1, 1, 1", "1, 1, 2", "1, 1, 3", "1, 2, 2", "1, 2, 3", "1, 3, 3", "2, 2, 2", "2, 2, 3",
        "2, 3, 3", "3, 3, 3"
      },
      expect = Expect.ACCEPTABLE,
      desc = "never backward")
  @Outcome(expect = Expect.FORBIDDEN, desc = "backward")
  @State
  public static class OneReader {

    private final RacedCache cache = RacedCache.loaded(RacedCache.WRITTEN);

    @Actor
    public void publishes() {
      cache.put(RacedCache.FIRST, 3);
      cache.drain();
      cache.load(RacedCache.WRITTEN, 2);
    }

    @Actor
    public void reads(III_Result seen) {
      seen.r1 = cache.version();
      seen.r2 = cache.version();
      seen.r3 = cache.version();
    }
  }

  /** Two publishers, and what each sees of its own publish. */
  @JCStressTest
  @Outcome(id = "2, 3, 3", expect = Expect.ACCEPTABLE, desc = "the drain, then the load")
  @Outcome(id = "3, 2, 3", expect = Expect.ACCEPTABLE, desc = "the load, then the drain")
  @Outcome(id = "3, 3, 3", expect = Expect.ACCEPTABLE, desc = "both before either looked")
  @Outcome(id = "2, 2, 2", expect = Expect.ACCEPTABLE, desc = "the load took the write with it")
  @Outcome(expect = Expect.FORBIDDEN, desc = "a version used twice, left out, or gone backward")
  @State
  public static class TwoPublishers {

    private final RacedCache cache = RacedCache.loaded(RacedCache.WRITTEN);

    @Actor
    public void drains(III_Result seen) {
      cache.put(RacedCache.FIRST, 3);
      cache.drain();
      seen.r1 = cache.version();
    }

    @Actor
    public void loads(III_Result seen) {
      cache.load(RacedCache.WRITTEN, 2);
      seen.r2 = cache.version();
    }

    @Arbiter
    public void end(III_Result seen) {
      seen.r3 = cache.version();
    }
  }
}
