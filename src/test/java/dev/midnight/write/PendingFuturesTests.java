package dev.midnight.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PendingFuturesTests {

  private static final int WRITERS = 9;

  private final PendingFutures futures = new PendingFutures(new Crowd(Crowd.QUEUE, () -> {}));

  @Test
  void futuresOfAllThreadsAreCompletedOnce() throws InterruptedException {
    List<PendingWrite> added = added();
    assertThat(added).noneMatch(PendingWrite::isDone);
    futures.settle(null);
    assertThat(futures.count()).isEqualTo(2 * WRITERS);
    assertThat(futures.allClaimed()).isFalse();
    futures.run();
    assertThat(futures.allClaimed()).isTrue();
    assertThat(added).allMatch(PendingWrite::isDone).allMatch(future -> future.next == null);
  }

  @Test
  void futuresFailWithTheReason() throws InterruptedException {
    List<PendingWrite> added = added();
    futures.settle(new IllegalStateException("closed"));
    futures.run();
    for (PendingWrite future : added) {
      assertThat(future)
          .failsWithin(Duration.ZERO)
          .withThrowableThat()
          .withMessageContaining("closed");
    }
  }

  @Test
  void futureOfAWriterThatWasHeldUpEndsLikeTheOthers() {
    PendingWrite late = new PendingWrite();
    futures.settle(null);
    futures.add(late);
    assertThat(late).isCompletedWithValue(null);
    assertThat(futures.allClaimed()).isTrue();
  }

  @Test
  void callersCrowdUntilTheyAreTold() {
    PendingFutures few = new PendingFutures(new Crowd(1, () -> {}));
    assertThat(few.crowded()).isFalse();
    few.add(new PendingWrite());
    assertThat(few.crowded()).isTrue();
  }

  @Test
  void callersThatLeftTheBufferCountUntilTheyAreTold() {
    Crowd crowd = new Crowd(1, () -> {});
    PendingFutures left = new PendingFutures(crowd);
    for (int i = 0; i < 16; i++) {
      left.add(new PendingWrite());
    }
    left.settle(null);
    PendingFutures next = new PendingFutures(crowd);
    assertThat(next.crowded()).isTrue();
    left.run();
    assertThat(next.crowded()).isFalse();
  }

  @Test
  void callbackThatBlocksIsSeenAndHoldsUpNoOther() throws InterruptedException {
    added();
    futures.settle(null);
    assertThat(futures.stuck()).isFalse();
    assertThat(futures.stuck()).isTrue();
    futures.run();
    assertThat(futures.stuck()).isFalse();
  }

  private List<PendingWrite> added() throws InterruptedException {
    List<PendingWrite> added = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      PendingWrite one = new PendingWrite();
      PendingWrite other = new PendingWrite();
      Thread writer =
          new Thread(
              () -> {
                futures.add(one);
                futures.add(other);
              },
              "writer");
      writer.start();
      writer.join();
      added.add(one);
      added.add(other);
    }
    return added;
  }
}
