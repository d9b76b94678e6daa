package dev.midnight.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.spi.FakeCache;
import dev.midnight.spi.FakeStatus;
import dev.midnight.spi.GenerationTicket;
import dev.midnight.spi.RefreshTicket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.test.json.JsonCompareMode;

@SpringBootTest(
    classes = EndpointApplication.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "management.endpoints.web.exposure.include=midnight,health,info",
      "management.endpoint.midnight.access=unrestricted",
      "management.endpoint.health.show-details=always"
    })
class MidnightEndpointActionTests {

  @Autowired private EndpointApplication application;
  @Autowired private FakeCache cities;
  @LocalServerPort private int port;

  private EndpointClient client;

  @BeforeEach
  void forget() {
    client = new EndpointClient(port);
    cities.show(FakeStatus.of("cityNames").build());
    cities.answer(new RefreshTicket(4, false, new CompletableFuture<>()));
    cities.running(0);
    cities.calls().clear();
    application.audited().clear();
  }

  @Test
  void aMissingOrUnknownActionIsRefusedAndTheKnownOnesAreNamed() {
    for (String body : List.of("{}", "{\"action\":\"\"}", "{\"action\":\"explode\"}")) {
      client
          .act("cityNames", body)
          .expectStatus()
          .isBadRequest()
          .expectBody()
          .jsonPath("$.actions")
          .isEqualTo(
              List.of(
                  "refresh",
                  "cancel",
                  "pause",
                  "resume",
                  "dry-run",
                  "approve",
                  "rollback",
                  "pin",
                  "unpin",
                  "profile"));
    }
    assertThat(cities.calls()).isEmpty();
  }

  @Test
  void aRollbackPassesItsParametersAndARefusalSaysWhy() {
    String rollback =
        "{\"action\":\"rollback\",\"generation\":\"3\",\"until\":\"2026-11-24T00:00Z\","
            + "\"reason\":\"bad\"}";
    client.act("cityNames", rollback).expectStatus().isAccepted();
    assertThat(cities.calls()).contains("rollback 3 until 2026-11-24T00:00:00Z: bad");

    cities.answer(GenerationTicket.refused("nothing-kept", "There is no store."));
    client
        .act("cityNames", rollback)
        .expectStatus()
        .isEqualTo(409)
        .expectBody()
        .jsonPath("$.reason")
        .isEqualTo("nothing-kept");
    cities.answer(GenerationTicket.done(3));
  }

  @Test
  void aRefreshIsAcceptedWithItsNumberAndNobodyWaitsForIt() {
    client
        .act("cityNames", "{\"action\":\"refresh\",\"reason\":\"new prices\"}")
        .expectStatus()
        .isAccepted()
        .expectBody()
        .json(
            """
            {"cache":"cityNames","action":"refresh","result":"started","cycle":4}
            """,
            JsonCompareMode.STRICT);

    assertThat(cities.calls()).containsExactly("refresh MANUAL");
    AuditEvent event = application.audited().get(0);
    assertThat(event.getType()).isEqualTo("MIDNIGHT_REFRESH");
    assertThat(event.getPrincipal()).isEqualTo("anonymous");
    assertThat(event.getData())
        .containsEntry("cache", "cityNames")
        .containsEntry("action", "refresh")
        .containsEntry("result", "started")
        .containsEntry("cycle", 4L)
        .containsEntry("reason", "new prices");
  }

  @Test
  void aDryRunThatJoinsAnotherSaysSo() {
    cities.answer(new RefreshTicket(9, true, new CompletableFuture<>()));

    client
        .act("cityNames", "{\"action\":\"dry-run\"}")
        .expectStatus()
        .isAccepted()
        .expectBody()
        .jsonPath("$.result")
        .isEqualTo("joined")
        .jsonPath("$.cycle")
        .isEqualTo(9);
    assertThat(cities.calls()).containsExactly("dry-run");
    assertThat(application.audited().get(0).getType()).isEqualTo("MIDNIGHT_DRY_RUN");
  }

  @Test
  void aRefreshThatDoesNotBeginIsAConflictWithItsReason() {
    cities.answer(FakeCache.skipped("previous-load-still-running"));

    client
        .act("cityNames", "{\"action\":\"refresh\"}")
        .expectStatus()
        .isEqualTo(HttpStatus.CONFLICT)
        .expectBody()
        .jsonPath("$.reason")
        .isEqualTo("previous-load-still-running");
    assertThat(application.audited().get(0).getData())
        .containsEntry("result", "refused")
        .containsEntry("refusal", "previous-load-still-running");
  }

  @Test
  void cancelNamesTheCycleOrRefusesWhereNoneRuns() {
    client
        .act("cityNames", "{\"action\":\"cancel\"}")
        .expectStatus()
        .isEqualTo(HttpStatus.CONFLICT)
        .expectBody()
        .jsonPath("$.reason")
        .isEqualTo("not-running");

    cities.running(12);
    client
        .act("cityNames", "{\"action\":\"cancel\",\"reason\":\"wrong\\r\\nexport\"}")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.cycle")
        .isEqualTo(12);
    assertThat(cities.calls())
        .containsExactly("cancel: cancelled by an operator", "cancel: wrong  export");
  }

  @Test
  void pauseAndResumeSayWhatHappened() {
    client
        .act("cityNames", "{\"action\":\"pause\",\"reason\":\"maintenance\"}")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.result")
        .isEqualTo("paused");
    client.cache("cityNames").expectBody().jsonPath("$.paused.reason").isEqualTo("maintenance");
    client
        .act("cityNames", "{\"action\":\"resume\"}")
        .expectBody()
        .jsonPath("$.result")
        .isEqualTo("resumed");
    client
        .act("cityNames", "{\"action\":\"resume\"}")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.result")
        .isEqualTo("was-not-paused");
  }
}
