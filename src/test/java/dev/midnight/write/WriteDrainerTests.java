package dev.midnight.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.spi.ThrowableProxyUtil;
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

  @RegisterExtension final LogLines lines = new LogLines("dev.midnight.write");
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
  void drainThatFailsIsSaidMoreAndMoreSeldomWithItsFactsAndWithoutSecretsUntilItSucceeds() {
    AtomicInteger left = new AtomicInteger(5);
    WriteDrainer drainer =
        new WriteDrainer(
            SETTINGS,
            CacheThreads.PLATFORM,
            () -> {
              if (left.getAndDecrement() > 0) {
                throw new IllegalStateException("jdbc:x://db?password=swordfish is gone");
              }
              drains.incrementAndGet();
            },
            callbacks,
            used::get);
    drainer.signal();
    await().atMost(WriteFixture.PATIENCE).until(() -> lines.all().size() == 4);
    drainer.stop();
    assertThat(lines.all().get(0).getFormattedMessage())
        .contains("a drain of writes failed; they wait");
    assertThat(ThrowableProxyUtil.asString(lines.all().get(0).getThrowableProxy()))
        .contains("is gone")
        .doesNotContain("swordfish");
    assertThat(lines.facts(2))
        .containsEntry("cache", SETTINGS.cache())
        .containsEntry("failure", "java.lang.IllegalStateException")
        .containsEntry("times", "4");
    assertThat(lines.all().get(2).getThrowableProxy()).isNull();
    assertThat(lines.all().get(3).getFormattedMessage()).contains("writes are drained again");
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
