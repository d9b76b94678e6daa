package dev.midnight.races;

import dev.midnight.Snapshot;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A reader that sees a version sees every entry of it. Results are a version, the number of keys
 * with the value 1, and with the value 2; whatever is not listed is forbidden.
 */
public class PublicationRaces {

  private static final int LARGE = 600;

  private PublicationRaces() {}

  private static void look(Snapshot<Integer, Integer> snapshot, int keys, III_Result seen) {
    seen.r1 = (int) snapshot.version();
    seen.r2 = RacedCache.count(snapshot, keys, 1);
    seen.r3 = RacedCache.count(snapshot, keys, 2);
  }

  /** The very first snapshot, where the reader has never seen a table before. */
  @JCStressTest
  @Outcome(id = "0, 0, 0", expect = Expect.ACCEPTABLE, desc = "nothing loaded yet")
  @Outcome(id = "1, 0, 8", expect = Expect.ACCEPTABLE, desc = "the whole load")
  @Outcome(expect = Expect.FORBIDDEN, desc = "half a load")
  @State
  public static class FirstLoad {

    private final RacedCache cache = new RacedCache();

    @Actor
    public void loads() {
      cache.load(RacedCache.WRITTEN, 2);
    }

    @Actor
    public void reads(III_Result seen) {
      Snapshot<Integer, Integer> now = cache.current();
      if (now != null) {
        look(now, RacedCache.WRITTEN, seen);
      }
    }
  }

  /** A load of one shard. */
  @JCStressTest
  @Outcome(id = "1, 8, 0", expect = Expect.ACCEPTABLE, desc = "before the load")
  @Outcome(id = "2, 0, 8", expect = Expect.ACCEPTABLE, desc = "after it")
  @Outcome(expect = Expect.FORBIDDEN, desc = "a mixture, or a version with another's entries")
  @State
  public static class NextLoad {

    private final RacedCache cache = RacedCache.loaded(RacedCache.WRITTEN);

    @Actor
    public void loads() {
      cache.load(RacedCache.WRITTEN, 2);
    }

    @Actor
    public void reads(III_Result seen) {
      look(cache.snapshot(), RacedCache.WRITTEN, seen);
    }
  }

  /** A load of several shards, read as soon as it is there. */
  @JCStressTest
  @Outcome(id = "1, 600, 0", expect = Expect.ACCEPTABLE, desc = "before the load")
  @Outcome(id = "2, 0, 600", expect = Expect.ACCEPTABLE, desc = "after it")
  @Outcome(expect = Expect.FORBIDDEN, desc = "a half-built shard, or a mixture")
  @State
  public static class LargeLoad {

    private final RacedCache cache = RacedCache.loaded(LARGE);

    @Actor
    public void loads() {
      cache.load(LARGE, 2);
    }

    @Actor
    public void reads(III_Result seen) {
      look(cache.awaitSecond(), LARGE, seen);
    }
  }

  /** Writes that are drained into copies of some shards of a table. */
  @JCStressTest
  @Outcome(id = "1, 600, 0", expect = Expect.ACCEPTABLE, desc = "before the drain")
  @Outcome(id = "2, 592, 8", expect = Expect.ACCEPTABLE, desc = "after it")
  @Outcome(expect = Expect.FORBIDDEN, desc = "a half-built shard, or a mixture")
  @State
  public static class PatchedShards {

    private final RacedCache cache = RacedCache.loaded(LARGE);

    @Actor
    public void writes() {
      cache.putAll(2);
      cache.drain();
    }

    @Actor
    public void reads(III_Result seen) {
      look(cache.awaitSecond(), LARGE, seen);
    }
  }

  /** Two reads, each of the snapshot that is current then. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "both before the load")
  @Outcome(id = "1, 2", expect = Expect.ACCEPTABLE, desc = "published between the reads")
  @Outcome(id = "2, 2", expect = Expect.ACCEPTABLE, desc = "both after it")
  @Outcome(expect = Expect.FORBIDDEN, desc = "the later read is older")
  @State
  public static class ReadsInTurn {

    private final RacedCache cache = RacedCache.loaded(RacedCache.WRITTEN);

    @Actor
    public void loads() {
      cache.load(RacedCache.WRITTEN, 2);
    }

    @Actor
    public void reads(II_Result seen) {
      seen.r1 = cache.get(RacedCache.LAST);
      seen.r2 = cache.get(RacedCache.FIRST);
    }
  }
}
