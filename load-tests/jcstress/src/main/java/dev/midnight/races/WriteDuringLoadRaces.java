package dev.midnight.races;

import dev.midnight.publish.LoadMark;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * An accepted write is neither lost nor undone by a load that began before it. Results are values
 * of the written key, 0 where it is absent.
 */
public class WriteDuringLoadRaces {

  private WriteDuringLoadRaces() {}

  /** A write after the mark, whose writer drains and looks while the load is published. */
  @JCStressTest
  @Outcome(id = "2, 2", expect = Expect.ACCEPTABLE, desc = "visible, and it stays")
  @Outcome(expect = Expect.FORBIDDEN, desc = "lost or undone")
  @State
  public static class Put {

    private final RacedCache cache = RacedCache.loaded(RacedCache.WRITTEN);
    private final LoadMark<Integer, Integer> mark = cache.beginLoad();

    @Actor
    public void loads() {
      cache.publish(mark, RacedCache.WRITTEN, 1);
    }

    @Actor
    public void writes(II_Result seen) {
      cache.put(RacedCache.FIRST, 2);
      cache.drain();
      seen.r1 = cache.get(RacedCache.FIRST);
    }

    @Arbiter
    public void end(II_Result seen) {
      cache.drain();
      seen.r2 = cache.get(RacedCache.FIRST);
    }
  }

  /** The removal of a key that the load still read. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "gone, and it stays away")
  @Outcome(expect = Expect.FORBIDDEN, desc = "the removal is lost, or the key resurrected")
  @State
  public static class Removal {

    private final RacedCache cache = RacedCache.loaded(RacedCache.WRITTEN);
    private final LoadMark<Integer, Integer> mark = cache.beginLoad();

    @Actor
    public void loads() {
      cache.publish(mark, RacedCache.WRITTEN, 3);
    }

    @Actor
    public void writes(II_Result seen) {
      cache.remove(RacedCache.FIRST);
      cache.drain();
      seen.r1 = cache.get(RacedCache.FIRST);
    }

    @Arbiter
    public void end(II_Result seen) {
      cache.drain();
      seen.r2 = cache.get(RacedCache.FIRST);
    }
  }

  /** A whole load, beside a writer that writes to the source first and to the cache then. */
  @JCStressTest
  @Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "read from the source, or replayed")
  @Outcome(expect = Expect.FORBIDDEN, desc = "lost or undone")
  @State
  public static class WholeLoad {

    private final RacedCache cache = RacedCache.loaded(RacedCache.WRITTEN);
    private volatile int source = 1;

    @Actor
    public void loads() {
      LoadMark<Integer, Integer> mark = cache.beginLoad();
      cache.publish(mark, RacedCache.WRITTEN, source);
    }

    @Actor
    public void writes() {
      source = 2;
      cache.put(RacedCache.FIRST, 2);
    }

    @Arbiter
    public void end(I_Result seen) {
      cache.drain();
      seen.r1 = cache.get(RacedCache.FIRST);
    }
  }

  /** A drain beside the publish, when the write waits in the buffer already. */
  @JCStressTest
  @Outcome(id = "2, 2", expect = Expect.ACCEPTABLE, desc = "visible, and it stays")
  @Outcome(expect = Expect.FORBIDDEN, desc = "lost or undone")
  @State
  public static class DrainAndPublish {

    private final RacedCache cache = RacedCache.loaded(RacedCache.WRITTEN);
    private final LoadMark<Integer, Integer> mark = cache.beginLoad();

    public DrainAndPublish() {
      cache.put(RacedCache.FIRST, 2);
    }

    @Actor
    public void loads() {
      cache.publish(mark, RacedCache.WRITTEN, 3);
    }

    @Actor
    public void drains(II_Result seen) {
      cache.drain();
      seen.r1 = cache.get(RacedCache.FIRST);
    }

    @Arbiter
    public void end(II_Result seen) {
      seen.r2 = cache.get(RacedCache.FIRST);
    }
  }
}
