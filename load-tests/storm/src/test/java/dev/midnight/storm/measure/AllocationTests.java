package dev.midnight.storm.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AllocationTests {

  private static final int PIECE = 1 << 16;

  @Test
  @SuppressWarnings("unused")
  void whatACollectionTookAwayIsCountedToo() throws InterruptedException {
    Allocation allocation = Allocation.listen();
    long before = allocation.bytes();
    byte[][] kept = new byte[16][];
    for (int i = 0; i < 16_000; i++) {
      kept[i % 16] = new byte[PIECE];
    }
    long expected = 16_000L * PIECE;
    long end = System.nanoTime() + 10_000_000_000L;
    while (allocation.bytes() - before < 0.9 * expected && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(allocation.bytes() - before).isGreaterThan((long) (0.9 * expected));
  }
}
