package dev.midnight.storm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTests {

  private static final List<String> ALL = List.of("hazards", "storm");

  @Test
  void anUnknownCommandIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Options.of("strom").commands(ALL))
        .withMessageContaining("'strom'")
        .withMessageContaining("hazards");
  }

  @Test
  void noNameMeansAll() {
    assertThat(Options.of("--quick").commands(ALL)).isEqualTo(ALL);
    assertThat(Options.of("storm").commands(ALL)).containsExactly("storm");
  }

  @Test
  void sizesAreQuickOrFullOrNamed() {
    assertThat(Options.of("--quick").number("entries", 1, 2)).isEqualTo(1);
    assertThat(Options.of().number("entries", 1, 2)).isEqualTo(2);
    assertThat(Options.of("--entries=7").number("entries", 1, 2)).isEqualTo(7);
    assertThat(Options.of("--sizes=7,8").numbers("sizes", List.of(1), List.of(2)))
        .containsExactly(7, 8);
    assertThat(Options.of("--time=90").duration("time", Duration.ZERO)).hasSeconds(90);
    assertThat(Options.of("--time=PT2M").duration("time", Duration.ZERO)).hasMinutes(2);
  }
}
