package dev.midnight.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midnight.OverflowPolicy;
import dev.midnight.spi.CacheThreads;
import dev.midnight.spi.LogLines;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The drainer's thread, driven by a processor clock in the test's hand. */
class WriteDrainerTests {

  private static final WriteSettings SETTINGS =
      WriteFixture.settings(16, OverflowPolicy.BLOCK, Duration.ZERO);

  @RegisterExtension private final LogLines log = new LogLines(WriteDrainer.class.getName());

  private final AtomicLong used = new AtomicLong();
  private final AtomicInteger drains = new AtomicInteger();
  private final Callbacks callbacks = new Callbacks("prices", CacheThreads.PLATFORM);

  @Test
  void drainThatUsedMuchProcessorTimePutsTheNextOneOff() {
    WriteDrainer drainer = drainerWhoseDrainCosts(Duration.ofHours(1));
    drainer.signal();
    await().until(() -> drains.get() == 1);
    drainer.signal();
    await().during(Duration.ofMillis(100)).until(() -> drains.get() == 1);
    drainer.stop();
  }

  @Test
  void drainThatUsedNoProcessorTimeDoesNotPutTheNextOneOff() {
    WriteDrainer drainer = drainerWhoseDrainCosts(Duration.ZERO);
    for (int drain = 1; drain <= 3; drain++) {
      int expected = drain;
      drainer.signal();
      await().atMost(WriteFixture.PATIENCE).until(() -> drains.get() == expected);
    }
    assertThat(drains).hasValue(3);
    drainer.stop();
  }

  @Test
  void noSecretInTheLineOfAFailedDrain() {
    WriteDrainer drainer =
        new WriteDrainer(
            SETTINGS,
            CacheThreads.PLATFORM,
            () -> {
              throw new IllegalStateException("no login with password=hunter2");
            },
            callbacks,
            used::get);
    drainer.signal();
    await().until(() -> !log.all().isEmpty());
    drainer.stop();

    assertThat(log.all().get(0).getThrowableProxy().getMessage())
        .contains("password=***")
        .doesNotContain("hunter2");
  }

  private WriteDrainer drainerWhoseDrainCosts(Duration cost) {
    return new WriteDrainer(
        SETTINGS,
        CacheThreads.PLATFORM,
        () -> {
          used.addAndGet(cost.toNanos());
          drains.incrementAndGet();
        },
        callbacks,
        used::get);
  }
}
