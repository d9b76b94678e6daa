package dev.midnight.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.Changes;
import dev.midnight.spi.Advice;
import dev.midnight.spi.FakeCache;
import dev.midnight.spi.FakeStatus;
import dev.midnight.spi.GenerationDiff;
import dev.midnight.spi.Standing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.json.JsonCompareMode;

@SpringBootTest(
    classes = EndpointApplication.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "management.endpoints.web.exposure.include=midnight,health,info",
      "management.endpoint.midnight.access=unrestricted",
      "management.endpoint.health.show-details=always"
    })
class MidnightEndpointReadTests {

  @Autowired private FakeCache cities;
  @LocalServerPort private int port;

  private EndpointClient client;

  @BeforeEach
  void forget() {
    client = new EndpointClient(port);
    cities.show(FakeStatus.of("cityNames").build());
    cities.advise();
  }

  @Test
  void adviceNamesTheSettingItsValuesAndTheReason() {
    cities.advise(
        new Advice("write.shards", "64", "256", "2.0 % of acquisitions waited."),
        Advice.remark("Not enough seen yet."));

    client
        .cache("cityNames")
        .expectBody()
        .json(
            """
            {"advice":[
              {"setting":"write.shards","now":"64","advised":"256",
               "reason":"2.0 % of acquisitions waited."},
              {"setting":null,"now":null,"advised":null,"reason":"Not enough seen yet."}]}
            """);
  }

  @Test
  void aBusyCacheIsShownInFull() {
    cities.show(BusyCache.status());

    client.cache("cityNames").expectBody().json(BusyCache.JSON, JsonCompareMode.STRICT);
  }

  @Test
  void theFactsStandInTheOrderOfTheirWeight() {
    cities.show(BusyCache.status());

    assertThat(client.cache("cityNames").returnResult(String.class).getResponseBody())
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
  void aDiffIsAskedForByTheNumberOfItsGeneration() {
    cities.diff(
        new GenerationDiff(
            7,
            Standing.REJECTED,
            "too few",
            6,
            new Changes(0, 0, 2, 1),
            List.of(),
            List.of(),
            List.of(new GenerationDiff.Entry("k", "secret", null)),
            null));

    client
        .get("/actuator/midnight/cityNames/diff?generation=7")
        .expectStatus()
        .isOk()
        .expectBody()
        .json(
            """
            {"cache":"cityNames","generation":7,"standing":"REJECTED","reason":"too few","from":6,
             "changes":{"added":0,"updated":0,"removed":2,"unchanged":1},"shown":false,
             "added":[],"updated":[],"removed":[],"unreadable":null}
            """,
            JsonCompareMode.STRICT);
    client.get("/actuator/midnight/cityNames/diff?generation=8").expectStatus().isNotFound();
    client.get("/actuator/midnight/cityNames/diff").expectStatus().isNotFound();
  }

  @Test
  void factsThatAreNotKnownAreNullAndNotLeftOut() {
    client
        .cache("cityNames")
        .expectBody()
        .json(
            """
            {"name":"cityNames","state":"UNLOADED","paused":null,"pinned":null,"version":0,"generation":0,
             "size":0,"age":null,"loadedAt":null,"publishedAt":null,"maxStaleness":null,
             "cron":null,"zone":null,"nextRefreshes":[],"nextAttemptAt":null,"running":null,
             "queued":false,"waitingFor":null,"lastRefresh":null,"consecutiveFailures":0,"stuckLoads":[],
             "writes":{"accepted":0,"merged":0,"rejected":0,"buffered":0,"capacity":0,"drains":0},
             "contention":{"free":0,"contended":0,"waited":"PT0S","imbalance":0.0,
             "waits":{"SHARD_LOCK":{"count":0,"total":"PT0S","longest":"PT0S"},"ROOM":{"count":0,"total":"PT0S","longest":"PT0S"},"PUBLISH":{"count":0,"total":"PT0S","longest":"PT0S"},"MISS":{"count":0,"total":"PT0S","longest":"PT0S"}}},"profile":null,
             "memory":{"bytes":0,"retained":0,"nextLoad":null},"advice":[],"deltas":null,"store":null,"kept":[],
             "failuresByHour":{},"history":[]}
            """,
            JsonCompareMode.STRICT);
  }

  @Test
  void namesMatchIgnoringCaseAndDashes() {
    client
        .cache("city-names")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.name")
        .isEqualTo("cityNames");
    client.cache("CITYNAMES").expectStatus().isOk();
  }

  @Test
  void allCachesAreShownAtAGlance() {
    cities.show(BusyCache.status());

    client
        .get("/actuator/midnight")
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
    client
        .cache("countries")
        .expectStatus()
        .isNotFound()
        .expectBody()
        .jsonPath("$.error")
        .value(text -> assertThat(text.toString()).startsWith("There is no cache 'countries'."))
        .jsonPath("$.caches[1]")
        .isEqualTo("cityNames");
    client.act("countries", "{\"action\":\"refresh\"}").expectStatus().isNotFound();
  }

  @Test
  void hostileNamesAreHarmless() {
    client
        .cache("%3Cimg%20src=x%3E")
        .expectStatus()
        .isNotFound()
        .expectBody()
        .jsonPath("$.error")
        .value(text -> assertThat(text.toString()).contains("'?img src?x?'"))
        .jsonPath("$.caches[0]")
        .isEqualTo(EndpointApplication.HOSTILE);
    client
        .act("cityNames", "{\"action\":\"<b>\\n\"}")
        .expectBody()
        .jsonPath("$.error")
        .value(text -> assertThat(text.toString()).contains("'?b??'"));
  }

  @Test
  void healthShowsEachCache() {
    cities.show(BusyCache.status());

    client
        .get("/actuator/health")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.components.midnight.details.caches.cityNames")
        .value(
            details ->
                assertThat(details)
                    .hasToString(
                        "{state=FRESH, age=PT1H30M, size=1234, lastOutcome=PUBLISHED, pinned=null}"));
  }

  @Test
  void infoShowsEachCache() {
    cities.show(BusyCache.status());

    client
        .get("/actuator/info")
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
}
