package dev.midnight.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.OverflowPolicy;
import dev.midnight.spi.CacheEvents;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Writers number their writes while loads run: afterwards none may be missing, and no reader may
 * have seen a number go backward or a pair torn.
 *
 * <p>{@code -Dmidnight.history.writes=10000000 -Dmidnight.history.refreshes=1000} runs it at
 * length.
 */
class WriteHistoryTests {

  private static final long WRITES = Long.getLong("midnight.history.writes", 200_000);
  private static final int REFRESHES = Integer.getInteger("midnight.history.refreshes", 100);

  @Test
  void noWriteIsLostOrUndoneWhileLoadsRun() throws Exception {
    check(64, 65536);
  }

  @Test
  void noWriteIsLostWhereWritersWaitForRoom() throws Exception {
    check(4, 16);
  }

  private static void check(int shards, int capacity) throws Exception {
    WriteSettings settings =
        new WriteSettings(
            "history",
            shards,
            capacity,
            Duration.ofMillis(1),
            OverflowPolicy.BLOCK,
            Duration.ofMinutes(1));
    History history = new History(settings, CacheEvents.NONE);
    history.run(4, WRITES / 2, REFRESHES / 2);
    assertThat(history.complaints()).isEmpty();
    assertThat(history.writes()).isGreaterThanOrEqualTo(WRITES / 2);
    assertThat(history.refreshes()).isGreaterThanOrEqualTo(REFRESHES / 2);
  }
}
