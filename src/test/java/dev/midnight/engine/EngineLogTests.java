package dev.midnight.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.midnight.Trigger;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

class EngineLogTests {

  private static final Instant DUE = Instant.parse("2026-01-01T00:00:00Z");

  private final Logger logger = (Logger) LoggerFactory.getLogger("dev.midnight.engine");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final DeskLog desk = new DeskLog("cities");
  private final ThrowLog thrown = new ThrowLog("a listener threw; it stops nothing");

  @BeforeEach
  void listen() {
    logger.setLevel(Level.INFO);
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(lines);
    logger.setLevel(null);
  }

  @Test
  void aScheduledTimeThatIsSkippedCarriesItsFacts() {
    desk.skippedFor(7, DUE, Trigger.SCHEDULE);

    assertThat(lines.list.get(0).getKeyValuePairs())
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
    assertThat(lines.list).hasSize(4);
    assertThat(lines.list.get(3).getFormattedMessage())
        .contains("[countries] was not refreshed well")
        .contains("for the 8th time in a row");

    desk.served();
    failParent(1);
    assertThat(lines.list).hasSize(5);
    assertThat(lines.list.get(4).getFormattedMessage()).doesNotContain("in a row");
  }

  @Test
  void aBrokenLookupShowsItsStackOnce() {
    for (int i = 0; i < 2; i++) {
      desk.parentsFailed(DUE, Trigger.SCHEDULE, null, new IllegalStateException("no registry"));
    }

    assertThat(lines.list.get(0).getThrowableProxy()).isNotNull();
    assertThat(lines.list.get(1).getThrowableProxy()).isNull();
  }

  @Test
  void whatThrowsAtEveryEventDoesNotFloodTheLog() {
    for (int i = 0; i < 1000; i++) {
      thrown.threw("cities", new IllegalStateException("full"));
    }

    assertThat(lines.list).hasSize(10);
    assertThat(lines.list.get(0).getThrowableProxy()).isNotNull();
    assertThat(lines.list.get(9).getThrowableProxy()).isNull();
    assertThat(lines.list.get(9).getFormattedMessage())
        .contains("Cache 'cities': a listener threw; it stops nothing")
        .contains("java.lang.IllegalStateException, for the 512th time in a row");
  }

  private void failParent(int times) {
    for (int i = 0; i < times; i++) {
      desk.parentsFailed(DUE, Trigger.SCHEDULE, List.of("countries"), null);
    }
  }
}
