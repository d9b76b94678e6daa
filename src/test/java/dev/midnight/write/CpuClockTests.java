package dev.midnight.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import java.lang.management.ThreadMXBean;
import org.junit.jupiter.api.Test;

class CpuClockTests {

  private final ThreadMXBean threads = mock(ThreadMXBean.class);

  @Test
  void elapsedTimeStandsInWhereTheJvmDoesNotCount() {
    given(threads.isCurrentThreadCpuTimeSupported()).willReturn(false);
    assertIsElapsedTime(CpuClock.of(threads));
  }

  @Test
  void elapsedTimeStandsInOnAVirtualThread() {
    given(threads.isCurrentThreadCpuTimeSupported()).willReturn(true);
    given(threads.getCurrentThreadCpuTime()).willThrow(new UnsupportedOperationException());
    assertIsElapsedTime(CpuClock.of(threads));
  }

  @Test
  void elapsedTimeStandsInWhereCountingIsSwitchedOff() {
    given(threads.isCurrentThreadCpuTimeSupported()).willReturn(true);
    given(threads.getCurrentThreadCpuTime()).willReturn(-1L);
    assertIsElapsedTime(CpuClock.of(threads));
  }

  @Test
  void processorTimeIsTheThreadsOwn() {
    given(threads.isCurrentThreadCpuTimeSupported()).willReturn(true);
    given(threads.getCurrentThreadCpuTime()).willReturn(7L, 12L);
    CpuClock clock = CpuClock.of(threads);
    assertThat(clock.nanos()).isEqualTo(7);
    assertThat(clock.nanos()).isEqualTo(12);
  }

  private static void assertIsElapsedTime(CpuClock clock) {
    long before = System.nanoTime();
    assertThat(clock.nanos() - before).isBetween(0L, System.nanoTime() - before);
  }
}
