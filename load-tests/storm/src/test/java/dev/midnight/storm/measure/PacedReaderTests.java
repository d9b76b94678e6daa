package dev.midnight.storm.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class PacedReaderTests {

  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  @Test
  void requestsThatFellDueInAStandstillAreLateByWhatIsLeftOfIt() throws InterruptedException {
    AtomicInteger requests = new AtomicInteger();
    long start = System.nanoTime();
    Runnable standsStillOnce =
        () -> {
          if (requests.getAndIncrement() == 0) {
            LockSupport.parkNanos(50 * MILLI);
          }
        };
    PacedReader reader = new PacedReader("standstill", standsStillOnce, start, MILLI, 20);
    reader.start();
    reader.join();

    List<Long> late = new ArrayList<>();
    reader.forEachDue(start, start + 20 * MILLI, (due, nanos) -> late.add(nanos));
    assertThat(late).hasSize(20).allMatch(nanos -> nanos >= 20 * MILLI);
  }

  @Test
  void onlyRequestsDueInTheSpanAreShown() throws InterruptedException {
    long start = System.nanoTime();
    PacedReader reader = new PacedReader("span", () -> {}, start, MILLI, 10);
    reader.start();
    reader.join();

    List<Long> due = new ArrayList<>();
    reader.forEachDue(start + 3 * MILLI - 1, start + 6 * MILLI, (at, nanos) -> due.add(at));
    assertThat(due).containsExactly(start + 3 * MILLI, start + 4 * MILLI, start + 5 * MILLI);
  }
}
