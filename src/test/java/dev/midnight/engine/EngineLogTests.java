package dev.midnight.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.Trigger;
import dev.midnight.spi.LogLines;
import dev.midnight.spi.ThrowLog;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

class EngineLogTests {

  private static final Instant DUE = Instant.parse("2026-01-01T00:00:00Z");

  @RegisterExtension final LogLines lines = new LogLines("dev.midnight.engine");
  private final DeskLog desk = new DeskLog("cities");
  private final ThrowLog thrown =
      new ThrowLog(
          LoggerFactory.getLogger("dev.midnight.engine"), "a listener threw; it stops nothing");

  @Test
  void aScheduledTimeThatIsSkippedCarriesItsFacts() {
    desk.skippedFor(7, DUE, Trigger.SCHEDULE);

    assertThat(lines.all().get(0).getKeyValuePairs())
        .extracting(KeyValuePair::toString)
        .containsExactly(
            "cache=\"cities\"",
            "trigger=\"SCHEDULE\"",
            "due=\"2026-01-01T00:00:00Z\"",
            "reason=\"overrun\"",
            "times=\"1\"",
            "running=\"7\"");
  }

  @Test
  void aParentThatFailsEveryMinuteIsSaidMoreAndMoreSeldomUntilItIsWellAgain() {
    failParent(9);
    assertThat(lines.all()).hasSize(4);
    assertThat(lines.all().get(3).getFormattedMessage())
        .contains("[countries] was not refreshed well")
        .contains("for the 8th time in a row");

    desk.served();
    failParent(1);
    assertThat(lines.all()).hasSize(5);
    assertThat(lines.all().get(4).getFormattedMessage()).doesNotContain("in a row");
  }

  @Test
  void aBrokenLookupShowsItsStackOnce() {
    for (int i = 0; i < 2; i++) {
      desk.parentsFailed(DUE, Trigger.SCHEDULE, null, new IllegalStateException("no registry"));
    }

    assertThat(lines.all().get(0).getThrowableProxy()).isNotNull();
    assertThat(lines.all().get(1).getThrowableProxy()).isNull();
  }

  @Test
  void whatThrowsAtEveryEventDoesNotFloodTheLog() {
    for (int i = 0; i < 1000; i++) {
      thrown.threw("cities", new IllegalStateException("full"));
    }

    assertThat(lines.all()).hasSize(10);
    assertThat(lines.all().get(0).getThrowableProxy()).isNotNull();
    assertThat(lines.all().get(9).getThrowableProxy()).isNull();
    assertThat(lines.all().get(9).getFormattedMessage())
        .contains("Cache 'cities': a listener threw; it stops nothing")
        .contains("java.lang.IllegalStateException, for the 512th time in a row");
  }

  private void failParent(int times) {
    for (int i = 0; i < times; i++) {
      desk.parentsFailed(DUE, Trigger.SCHEDULE, List.of("countries"), null);
    }
  }
}
