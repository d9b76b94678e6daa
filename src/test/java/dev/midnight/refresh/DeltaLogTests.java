package dev.midnight.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.midnight.DeltaLoader;
import dev.midnight.test.CommandedCache;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What deltas say in the log: one line each, with its facts, and no repetition. */
class DeltaLogTests {

  private final Logger logger = (Logger) LoggerFactory.getLogger("dev.midnight.delta");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

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
  void publishedDeltaIsOneLineWithItsFactsAndAnEmptyOneNone() {
    take(
        2,
        (watermark, out, context) -> {
          out.put("a", 2);
          return "7";
        });

    assertThat(lines.list).hasSize(1);
    assertThat(lines.list.get(0).getKeyValuePairs())
        .extracting(pair -> pair.key, pair -> pair.value)
        .contains(
            tuple("cache", "c"),
            tuple("delta", true),
            tuple("outcome", "PUBLISHED"),
            tuple("watermark", "7"),
            tuple("rows", 1L),
            tuple("updated", 1L))
        .extracting(pair -> pair.toList().get(0))
        .contains("durationMillis", "loadMillis", "validateMillis", "publishMillis");
  }

  @Test
  void failureThatRepeatsIsSaidTheFirstSecondAndFourthTimeWithoutAStackOfTheSource() {
    int[] port = {1_000};
    take(
        7,
        (watermark, out, context) -> {
          throw new SQLException("refused from port " + port[0]++);
        });

    assertThat(lines.list)
        .hasSize(3)
        .allMatch(line -> line.getLevel() == Level.WARN && line.getThrowableProxy() == null)
        .extracting(ILoggingEvent::getFormattedMessage)
        .element(2)
        .asString()
        .contains("refused from port 1003")
        .endsWith("It is the 4th time in a row; the next such line comes with the 8th");
  }

  @Test
  void anErrorOfTheCodeShowsItsStackOnce() {
    take(
        2,
        (watermark, out, context) -> {
          throw new NullPointerException("city");
        });

    assertThat(lines.list).hasSize(2);
    assertThat(lines.list.get(0).getThrowableProxy()).isNotNull();
    assertThat(lines.list.get(1).getThrowableProxy()).isNull();
  }

  private static void take(int times, DeltaLoader<String, Integer> loader) {
    try (CommandedCache<String, Integer> cache =
        CommandedCache.of("c", builder -> builder.deltaLoader(loader))) {
      cache.publish(Map.of("a", 1));
      for (int i = 0; i < times; i++) {
        cache.takeDelta();
      }
    }
  }
}
