package dev.midnight.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PlainFailureTests {

  private static final String URL = "jdbc:postgresql://app:s3cret@db/prices";

  @Test
  void failureWithoutASecretIsLoggedAsItIs() {
    Throwable failure = new IllegalStateException("no rows", new RuntimeException());
    assertThat(PlainFailure.of(failure)).isSameAs(failure);
  }

  @Test
  void secretAnywhereInItIsMaskedAndNothingElseIsLost() {
    IllegalStateException cause = new IllegalStateException("password=s3cret is wrong");
    cause.addSuppressed(new UnsupportedOperationException("token: s3cret"));
    IllegalArgumentException failure = new IllegalArgumentException("cannot read " + URL, cause);

    Throwable shown = PlainFailure.of(failure);

    String stack = stack(shown);
    assertThat(stack)
        .doesNotContain("s3cret")
        .contains(
            "java.lang.IllegalArgumentException: cannot read jdbc:postgresql://***@db/prices",
            "Caused by: java.lang.IllegalStateException: password=*** is wrong",
            "Suppressed: java.lang.UnsupportedOperationException: token: ***",
            "PlainFailureTests.java");
    assertThat(shown.getStackTrace()).isEqualTo(failure.getStackTrace());
    assertThat(Objects.requireNonNull(shown.getCause()).getStackTrace())
        .isEqualTo(cause.getStackTrace());
  }

  @Test
  void circleOfCausesEnds() {
    RuntimeException one = new RuntimeException(URL);
    RuntimeException other = new RuntimeException("b", one);
    one.initCause(other);
    one.addSuppressed(other);
    assertThat(stack(PlainFailure.of(other))).doesNotContain("s3cret");
  }

  @Test
  void secretFarInsideALongMessageIsFound() {
    assertThat(stack(PlainFailure.of(new RuntimeException("x ".repeat(5_000) + URL))))
        .doesNotContain("s3cret");
  }

  private static String stack(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }
}
