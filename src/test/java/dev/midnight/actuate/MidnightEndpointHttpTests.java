package dev.midnight.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.Outcome;
import dev.midnight.Phase;
import dev.midnight.Trigger;
import dev.midnight.spi.CacheStatus;
import dev.midnight.spi.ContentionStatus;
import dev.midnight.spi.FakeCache;
import dev.midnight.spi.FakeReport;
import dev.midnight.spi.FakeStatus;
import dev.midnight.spi.RefreshTicket;
import dev.midnight.spi.RunningCycle;
import dev.midnight.spi.StuckLoad;
import dev.midnight.spi.WriteStatus;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.servlet.client.RestTestClient;

@SpringBootTest(
    classes = EndpointApplication.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "management.endpoints.web.exposure.include=midnight,health,info",
      "management.endpoint.midnight.access=unrestricted",
      "management.endpoint.health.show-details=always"
    })
class MidnightEndpointHttpTests {

  private static final Instant MIDNIGHT = Instant.parse("2026-11-23T00:00:00Z");

  @Autowired private EndpointApplication application;
  @Autowired private FakeCache cities;
  @LocalServerPort private int port;

  private RestTestClient client;

  @BeforeEach
  void forget() {
    client = RestTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
    cities.show(FakeStatus.of("cityNames").build());
    cities.answer(new RefreshTicket(4, false, new CompletableFuture<>()));
    cities.running(0);
    cities.calls().clear();
    application.audited().clear();
  }

  @Test
  void aBusyCacheIsShownInFull() {
    cities.show(busy());

    get("cityNames").expectBody().json(busyJson(), JsonCompareMode.STRICT);
  }

  @Test
  void theFactsStandInTheOrderOfTheirWeight() {
    cities.show(busy());

    assertThat(get("cityNames").returnResult(String.class).getResponseBody())
        .containsSubsequence(
            "\"name\"",
            "\"state\"",
            "\"version\"",
            "\"running\"",
            "\"lastRefresh\"",
            "\"outcome\"",
            "\"writes\"",
            "\"history\"");
  }

  @Test
  void factsThatAreNotKnownAreNullAndNotLeftOut() {
    get("cityNames")
        .expectBody()
        .json(
            """
            {"name":"cityNames","state":"UNLOADED","paused":null,"version":0,"generation":0,
             "size":0,"age":null,"loadedAt":null,"publishedAt":null,"maxStaleness":null,
             "cron":null,"zone":null,"nextRefreshes":[],"nextAttemptAt":null,"running":null,
             "queued":false,"lastRefresh":null,"consecutiveFailures":0,"stuckLoads":[],
             "writes":{"accepted":0,"merged":0,"rejected":0,"buffered":0,"capacity":0,"drains":0},
             "contention":{"free":0,"contended":0,"waited":"PT0S","imbalance":0.0},
             "memory":{"bytes":0},"history":[]}
            """,
            JsonCompareMode.STRICT);
  }

  @Test
  void namesMatchIgnoringCaseAndDashes() {
    get("city-names").expectStatus().isOk().expectBody().jsonPath("$.name").isEqualTo("cityNames");
    get("CITYNAMES").expectStatus().isOk();
  }

  @Test
  void allCachesAreShownAtAGlance() {
    cities.show(busy());

    client
        .get()
        .uri("/actuator/midnight")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.caches.length()")
        .isEqualTo(2)
        .jsonPath("$.caches[1].name")
        .isEqualTo("cityNames")
        .jsonPath("$.caches[1].running.percent")
        .isEqualTo(40)
        .jsonPath("$.caches[1].lastOutcome")
        .isEqualTo("PUBLISHED");
  }

  @Test
  void anUnknownCacheIsNotFoundAndTheKnownOnesAreNamed() {
    get("countries")
        .expectStatus()
        .isNotFound()
        .expectBody()
        .jsonPath("$.error")
        .value(text -> assertThat(text.toString()).startsWith("There is no cache 'countries'."))
        .jsonPath("$.caches[1]")
        .isEqualTo("cityNames");
    act("countries", "{\"action\":\"refresh\"}").expectStatus().isNotFound();
    assertThat(application.audited()).isEmpty();
  }

  @Test
  void hostileNamesAreHarmless() {
    get("%3Cimg%20src=x%3E")
        .expectStatus()
        .isNotFound()
        .expectBody()
        .jsonPath("$.error")
        .value(text -> assertThat(text.toString()).contains("'?img src?x?'"))
        .jsonPath("$.caches[0]")
        .isEqualTo(EndpointApplication.HOSTILE);
    act("cityNames", "{\"action\":\"<b>\\n\"}")
        .expectBody()
        .jsonPath("$.error")
        .value(text -> assertThat(text.toString()).contains("'?b??'"));
  }

  @Test
  void aMissingOrUnknownActionIsRefusedAndTheKnownOnesAreNamed() {
    for (String body : List.of("{}", "{\"action\":\"\"}", "{\"action\":\"explode\"}")) {
      act("cityNames", body)
          .expectStatus()
          .isBadRequest()
          .expectBody()
          .jsonPath("$.actions")
          .isEqualTo(List.of("refresh", "cancel", "pause", "resume", "dry-run"));
    }
    assertThat(cities.calls()).isEmpty();
  }

  @Test
  void anActionOfALaterVersionIsRefusedWithAClearWord() {
    act(
            "cityNames",
            "{\"action\":\"rollback\",\"generation\":\"3\",\"until\":\"2026-11-24T00:00Z\"}")
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.error")
        .value(text -> assertThat(text.toString()).contains("cannot do 'rollback' yet"));
  }

  @Test
  void aRefreshIsAcceptedWithItsNumberAndNobodyWaitsForIt() {
    act("cityNames", "{\"action\":\"refresh\",\"reason\":\"new prices\"}")
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

    act("cityNames", "{\"action\":\"dry-run\"}")
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

    act("cityNames", "{\"action\":\"refresh\"}")
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
    act("cityNames", "{\"action\":\"cancel\"}")
        .expectStatus()
        .isEqualTo(HttpStatus.CONFLICT)
        .expectBody()
        .jsonPath("$.reason")
        .isEqualTo("not-running");

    cities.running(12);
    act("cityNames", "{\"action\":\"cancel\",\"reason\":\"wrong\\r\\nexport\"}")
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
    act("cityNames", "{\"action\":\"pause\",\"reason\":\"maintenance\"}")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.result")
        .isEqualTo("paused");
    get("cityNames").expectBody().jsonPath("$.paused.reason").isEqualTo("maintenance");
    act("cityNames", "{\"action\":\"resume\"}")
        .expectBody()
        .jsonPath("$.result")
        .isEqualTo("resumed");
    act("cityNames", "{\"action\":\"resume\"}")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.result")
        .isEqualTo("was-not-paused");
  }

  @Test
  void healthShowsEachCache() {
    cities.show(busy());

    client
        .get()
        .uri("/actuator/health")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.components.midnight.details.caches.cityNames")
        .isEqualTo(
            Map.of("state", "FRESH", "age", "PT1H30M", "size", 1234, "lastOutcome", "PUBLISHED"));
  }

  @Test
  void infoShowsEachCache() {
    cities.show(busy());

    client
        .get()
        .uri("/actuator/info")
        .exchange()
        .expectBody()
        .jsonPath("$.midnight.caches[1]")
        .isEqualTo(
            Map.of(
                "name",
                "cityNames",
                "size",
                1234,
                "generation",
                3,
                "loadedAt",
                "2026-11-23T00:00:01.250Z"));
  }

  private RestTestClient.ResponseSpec get(String cache) {
    return client.get().uri(URI.create(url(cache))).exchange();
  }

  private RestTestClient.ResponseSpec act(String cache, String body) {
    return client
        .post()
        .uri(URI.create(url(cache)))
        .contentType(MediaType.APPLICATION_JSON)
        .body(body)
        .exchange();
  }

  private String url(String cache) {
    return "http://localhost:" + port + "/actuator/midnight/" + cache;
  }

  private static CacheStatus busy() {
    return FakeStatus.fresh("cityNames")
        .maxStaleness(Duration.ofHours(26))
        .paused(new CacheStatus.Pause(MIDNIGHT, "maintenance"))
        .schedule(
            new CacheStatus.Schedule(
                "0 0 0 * * *",
                "Europe/Berlin",
                List.of(MIDNIGHT.plusSeconds(86_400)),
                MIDNIGHT.plusSeconds(86_407),
                Duration.ofDays(1)))
        .running(
            new RunningCycle(
                5,
                Trigger.MANUAL,
                Phase.LOAD,
                400,
                200,
                40,
                MIDNIGHT,
                MIDNIGHT.plusSeconds(600),
                false,
                false))
        .history(FakeReport.of("cityNames", 4, Trigger.SCHEDULE, Outcome.PUBLISHED))
        .consecutiveFailures(2)
        .stuck(new StuckLoad(3, "midnight-load-cityNames", MIDNIGHT, List.of("java.net.Socket")))
        .writes(new WriteStatus(100, 20, 3, 4, 65536, 17))
        .contention(new ContentionStatus(1000, 9, Duration.ofNanos(5_000_900), 1.25))
        .build();
  }

  private static String busyJson() {
    String cycle =
        """
        {"cycle":4,"outcome":"PUBLISHED","reason":null,"trigger":"SCHEDULE",
         "startedAt":"2026-11-23T00:00:01Z","duration":"PT1.5S","delay":"PT0.25S",
         "phases":{"LOAD":"PT1.2S","PUBLISH":"PT0.000045S"},
         "changes":{"added":10,"updated":20,"removed":30,"unchanged":1174},
         "rows":1234,"duplicatesDropped":5,"generation":3,"version":7,"asOf":null,"dryRun":false}
        """;
    return """
        {"name":"cityNames","state":"FRESH",
         "paused":{"since":"2026-11-23T00:00:00Z","reason":"maintenance"},
         "version":7,"generation":3,"size":1234,"age":"PT1H30M",
         "loadedAt":"2026-11-23T00:00:01.250Z","publishedAt":"2026-11-23T00:00:03.250Z",
         "maxStaleness":"PT26H","cron":"0 0 0 * * *","zone":"Europe/Berlin",
         "nextRefreshes":["2026-11-24T00:00:00Z"],"nextAttemptAt":"2026-11-24T00:00:07Z",
         "running":{"cycle":5,"trigger":"MANUAL","phase":"LOAD","rows":400,"rowsPerSecond":200,
          "percent":40,"startedAt":"2026-11-23T00:00:00Z","deadline":"2026-11-23T00:10:00Z",
          "cancelled":false,"dryRun":false},
         "queued":false,"lastRefresh":%s,"consecutiveFailures":2,
         "stuckLoads":[{"cycle":3,"thread":"midnight-load-cityNames",
          "cancelledAt":"2026-11-23T00:00:00Z","stack":["java.net.Socket"]}],
         "writes":{"accepted":100,"merged":20,"rejected":3,"buffered":4,"capacity":65536,
          "drains":17},
         "contention":{"free":1000,"contended":9,"waited":"PT0.005S","imbalance":1.25},
         "memory":{"bytes":65536},"history":[%s]}
        """
        .formatted(cycle, cycle);
  }
}
