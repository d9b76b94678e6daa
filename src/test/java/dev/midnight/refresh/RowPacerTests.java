package dev.midnight.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RowPacerTests {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  @Test
  void rowsTakeEvenSlots() {
    RowPacer pacer = new RowPacer(1000);
    long now = System.nanoTime();

    long first = pacer.takeSlot(now);
    assertThat(pacer.takeSlot(now) - first).isEqualTo(SECOND / 1000);
    assertThat(pacer.takeSlot(now) - first).isEqualTo(2 * SECOND / 1000);
  }

  /** A source that was silent for a minute could then send a minute's rows at once. */
  @Test
  void silenceIsNotSavedUp() {
    RowPacer pacer = new RowPacer(1000);
    long later = System.nanoTime() + 60 * SECOND;

    assertThat(later - pacer.takeSlot(later)).isLessThanOrEqualTo(SECOND / 10);
  }

  @Test
  void shortLagIsMadeGood() {
    RowPacer pacer = new RowPacer(1000);
    long now = System.nanoTime();
    long first = pacer.takeSlot(now);

    assertThat(pacer.takeSlot(now + SECOND / 100) - first).isEqualTo(SECOND / 1000);
  }
}
