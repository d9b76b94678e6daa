package dev.midnight.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.midnight.ReusePolicy;
import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotLoader;
import dev.midnight.SnapshotWriter;
import dev.midnight.engine.SnapshotCacheBuilder;
import dev.midnight.spi.LogLines;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.event.KeyValuePair;

class CycleLogTests {

  @RegisterExtension final LogLines lines = new LogLines("dev.midnight.refresh");

  @Test
  void whatASourceDoesIsOneLineWithoutAStack() {
    refresh(
        1,
        (out, context) -> {
          throw new IllegalStateException(
              "no connection", new SQLException("FATAL: too many clients\nHINT: wait"));
        });

    ILoggingEvent end = warnings().get(0);
    assertThat(end.getThrowableProxy()).isNull();
    assertThat(end.getFormattedMessage())
        .contains("Cache 'cities': refresh 1 failed")
        .contains("caused by SQLException: FATAL: too many clients HINT: wait")
        .doesNotContain("\n");
  }

  @Test
  void anErrorOfTheCodeShowsItsStackTheFirstTimeOnly() {
    refresh(
        2,
        (out, context) -> {
          throw new NullPointerException("city");
        });

    assertThat(warnings()).hasSize(2);
    assertThat(warnings().get(0).getThrowableProxy()).isNotNull();
    assertThat(warnings().get(1).getThrowableProxy()).isNull();
  }

  @Test
  void theSameFailureAgainAndAgainIsSaidLessAndLess() {
    AtomicInteger attempt = new AtomicInteger();
    refresh(
        20,
        (out, context) -> {
          throw new SQLException("timeout after %d ms".formatted(attempt.incrementAndGet()));
        });

    assertThat(warnings()).hasSize(5);
    assertThat(warnings().get(4).getFormattedMessage())
        .contains("refresh 16 failed")
        .endsWith("It is the 16th time in a row; the next such line comes with the 32th");
  }

  @Test
  void anotherFailureIsSaidAtOnce() {
    AtomicInteger attempt = new AtomicInteger();
    refresh(
        4,
        (out, context) -> {
          throw new SQLException(attempt.incrementAndGet() == 4 ? "no such table" : "timeout");
        });

    assertThat(warnings()).hasSize(3);
    assertThat(warnings().get(2).getFormattedMessage()).contains("no such table");
  }

  @Test
  void everyFactOfALineIsAFieldToo() {
    refresh(1, (out, context) -> out.put("Ulm", 126_000));

    ILoggingEvent start = lines.all().get(0);
    assertThat(start.getFormattedMessage()).startsWith("Cache 'cities': refresh 1 started by");
    assertThat(start.getKeyValuePairs()).contains(new KeyValuePair("cache", "cities"));
    ILoggingEvent end = lines.all().get(1);
    assertThat(lines.all()).hasSize(2);
    assertThat(end.getFormattedMessage())
        .startsWith("Cache 'cities': refresh 1 published generation 1, version 1: 1 entries");
    assertThat(end.getKeyValuePairs())
        .contains(
            new KeyValuePair("cache", "cities"),
            new KeyValuePair("cycle", 1L),
            new KeyValuePair("trigger", "MANUAL"),
            new KeyValuePair("outcome", "PUBLISHED"),
            new KeyValuePair("generation", 1L),
            new KeyValuePair("rows", 1L))
        .extracting(pair -> pair.key)
        .contains("durationMillis", "loadMillis", "buildMillis", "publishMillis");
  }

  /** A class without an equality: no two of its instances are provably the same. */
  private static final class Opaque {}

  @Test
  void threeLoadsOfTheSameKeysInWhichAllCountAsUpdatedEarnOneHint() {
    refreshOpaque(3, builder -> {}, (out, load) -> out.put("Ulm", new Opaque()));
    assertThat(hints()).isEmpty();

    refreshOpaque(6, builder -> {}, (out, load) -> out.put("Ulm", new Opaque()));
    assertThat(hints()).hasSize(1);
    assertThat(hints().get(0))
        .contains("Cache 'cities': 3 loads in a row gave the same 1 keys")
        .contains("lack a usable equality")
        .contains("midnight.caches.cities.load.reuse=equals");
  }

  @Test
  void anAddedARemovedOrAnUnchangedKeyBeginsTheRowAnew() {
    refreshOpaque(
        9,
        builder -> {},
        (out, load) -> {
          out.put("Ulm", new Opaque());
          if (load % 3 == 0) {
            out.put("Bonn", new Opaque());
          }
        });
    Opaque kept = new Opaque();
    refreshOpaque(
        9,
        builder -> {},
        (out, load) -> {
          out.put("Ulm", kept);
          out.put("Bonn", new Opaque());
        });
    assertThat(hints()).isEmpty();
  }

  @Test
  void whatIsNeverComparedEarnsNoHint() {
    refreshOpaque(
        6,
        builder -> builder.reuse(ReusePolicy.NEVER),
        (out, load) -> out.put("Ulm", new Opaque()));
    assertThat(hints()).isEmpty();
  }

  private static void refreshOpaque(
      int times,
      Consumer<SnapshotCacheBuilder<String, Opaque>> settings,
      ObjIntConsumer<SnapshotWriter<String, Opaque>> loader) {
    AtomicInteger loads = new AtomicInteger();
    SnapshotCacheBuilder<String, Opaque> builder =
        SnapshotCacheBuilder.of(
            "cities", (out, context) -> loader.accept(out, loads.incrementAndGet()));
    settings.accept(builder);
    try (SnapshotCache<String, Opaque> cache = builder.build()) {
      for (int i = 0; i < times; i++) {
        cache.refresh().join();
      }
    }
  }

  private List<String> hints() {
    return lines.all().stream()
        .map(ILoggingEvent::getFormattedMessage)
        .filter(line -> line.contains("usable equality"))
        .toList();
  }

  private static void refresh(int times, SnapshotLoader<String, Integer> loader) {
    try (SnapshotCache<String, Integer> cache = SnapshotCacheBuilder.of("cities", loader).build()) {
      for (int i = 0; i < times; i++) {
        cache.refresh().join();
      }
    }
  }

  private List<ILoggingEvent> warnings() {
    return lines.all().stream().filter(line -> line.getLevel() == Level.WARN).toList();
  }
}
