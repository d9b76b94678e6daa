package dev.midnight.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@QuickstartTest
class FailingSourceTests {

  private final Quickstart quickstart;

  FailingSourceTests(@LocalServerPort int port) {
    this.quickstart = new Quickstart(port);
  }

  @AfterEach
  void sourceRecovers() {
    quickstart.sourceFails("off");
    assertThat(outcome(quickstart.refresh())).isEqualTo("PUBLISHED");
    assertThat(quickstart.cache().path("consecutiveFailures").asInt()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "throw, FAILED, refused to connect",
    "empty, REJECTED, 0 entries",
    "half, REJECTED, entries"
  })
  void failedLoadKeepsYesterdaysCitiesAndSaysWhy(String mode, String outcome, String reason) {
    JsonNode before = quickstart.paris();
    quickstart.sourceFails(mode);

    JsonNode refresh = quickstart.refresh();

    assertThat(outcome(refresh)).isEqualTo(outcome);
    assertThat(refresh.path("reason").asString()).contains(reason);
    assertThat(quickstart.paris()).isEqualTo(before);
    assertThat(quickstart.cache().path("consecutiveFailures").asInt()).isOne();
  }

  @Test
  void hungLoadIsShownRunningAndCanBeCancelled() {
    JsonNode before = quickstart.paris();
    quickstart.sourceFails("hang");

    long cycle = quickstart.act("refresh").path("cycle").asLong();
    Awaitility.await().until(() -> quickstart.cache().path("running").path("phase").isString());
    assertThat(quickstart.paris()).isEqualTo(before);
    quickstart.act("cancel");

    assertThat(outcome(quickstart.ended(cycle))).isEqualTo("CANCELLED");
    assertThat(quickstart.paris()).isEqualTo(before);
  }

  @Test
  void healthStaysUpAndTellsOfTheFailure() {
    quickstart.sourceFails("throw");
    quickstart.refresh();

    JsonNode health = quickstart.json("/actuator/health/midnight");

    assertThat(health.path("status").asString()).isEqualTo("UP");
    assertThat(health.path("details").path("caches").path("cities").path("lastOutcome").asString())
        .isEqualTo("FAILED");
  }

  @Test
  void unknownModeIsRefusedWithTheKnownOnes() {
    JsonNode answer =
        Quickstart.body(
            quickstart
                .http()
                .post()
                .uri("/source/fail?mode=melt")
                .exchange()
                .expectStatus()
                .isBadRequest());

    assertThat(answer.path("detail").asString()).contains("melt", "throw", "hang", "empty", "half");
  }

  private static String outcome(JsonNode refresh) {
    return refresh.path("outcome").asString();
  }
}
