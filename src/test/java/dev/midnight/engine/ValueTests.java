package dev.midnight.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midnight.Outcome;
import dev.midnight.RefreshContext;
import dev.midnight.RefreshResult;
import dev.midnight.SnapshotNotLoadedException;
import dev.midnight.SnapshotValue;
import dev.midnight.ValueLoader;
import dev.midnight.test.SettableClock;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A replica of one object. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ValueTests {

  private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
  private volatile ValueLoader<String> source = context -> "one";
  private final SnapshotValue<String> label =
      SnapshotCacheBuilder.of("label", (ValueLoader<String>) this::load)
          .configure(b -> b.clock(clock))
          .build();

  private String load(RefreshContext context) throws Exception {
    return source.load(context);
  }

  @Test
  void valueIsReplacedByARefresh() {
    assertThatThrownBy(label::get).isInstanceOf(SnapshotNotLoadedException.class);
    label.refresh().join();
    assertThat(label.get()).isEqualTo("one");

    source = context -> "two";
    assertThat(label.refresh().join().outcome()).isEqualTo(Outcome.PUBLISHED);
    assertThat(label.get()).isEqualTo("two");
    assertThat(label.snapshot().generation()).isEqualTo(2);
    assertThat(label.name().toUpperCase(Locale.ROOT)).isEqualTo("LABEL");
  }

  @Test
  @SuppressWarnings("NullAway") // what a loader without nullness checks may do
  void nullFailsTheRefreshAndKeepsTheValue() {
    label.refresh().join();
    source = context -> null;

    RefreshResult result = label.refresh().join();

    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.reason()).contains("null value");
    assertThat(label.get()).isEqualTo("one");
  }

  /**
   * A loader that has to return something beside unchanged() was told that it contradicts itself.
   */
  @Test
  void unchangedRenewsTheAgeWhateverIsReturned() {
    label.refresh().join();
    clock.advance(Duration.ofHours(1));
    source =
        context -> {
          context.unchanged();
          return "not looked at";
        };

    assertThat(label.refresh().join().outcome()).isEqualTo(Outcome.UNCHANGED);
    assertThat(label.get()).isEqualTo("one");
    assertThat(label.snapshot().loadedAt()).isEqualTo(clock.instant());
  }

  @Test
  void notReadyKeepsTheValue() {
    label.refresh().join();
    source =
        context -> {
          context.notReady("later");
          return "half";
        };

    assertThat(label.refresh().join().outcome()).isEqualTo(Outcome.NOT_READY);
    assertThat(label.get()).isEqualTo("one");
  }
}
