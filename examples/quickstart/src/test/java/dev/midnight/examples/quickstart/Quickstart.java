package dev.midnight.examples.quickstart;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

/** The running service as curl meets it. */
final class Quickstart {

  private final RestTestClient http;

  Quickstart(int port) {
    this.http = RestTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
  }

  RestTestClient http() {
    return http;
  }

  RestTestClient.ResponseSpec get(String uri, Object... variables) {
    return http.get().uri(uri, variables).exchange();
  }

  JsonNode json(String uri, Object... variables) {
    return body(get(uri, variables).expectStatus().isOk());
  }

  static JsonNode body(RestTestClient.ResponseSpec response) {
    JsonNode body = response.expectBody(JsonNode.class).returnResult().getResponseBody();
    if (body == null) {
      throw new AssertionError("the answer has no body");
    }
    return body;
  }

  JsonNode paris() {
    return json("/cities?country=FR&admin1=11&admin2=75&name=Paris");
  }

  JsonNode cache() {
    return json("/actuator/midnight/cities");
  }

  JsonNode sql(String statement) {
    return body(
        http.post()
            .uri("/source/sql")
            .contentType(MediaType.parseMediaType("application/sql"))
            .body(statement)
            .exchange()
            .expectStatus()
            .isOk());
  }

  void sourceFails(String mode) {
    http.post().uri("/source/fail?mode={mode}", mode).exchange().expectStatus().isOk();
  }

  /** Asks for an action, and gives the answer. */
  JsonNode act(String action) {
    return act(Map.of("action", action));
  }

  JsonNode act(Map<String, ?> request) {
    return body(
        http.post()
            .uri("/actuator/midnight/cities")
            .contentType(MediaType.APPLICATION_JSON)
            .body(request)
            .exchange()
            .expectStatus()
            .is2xxSuccessful());
  }

  /** Refreshes, waits for the end of that very cycle, and gives its report. */
  JsonNode refresh() {
    return ended(act("refresh").path("cycle").asLong());
  }

  JsonNode ended(long cycle) {
    return Awaitility.await()
        .atMost(2, TimeUnit.MINUTES)
        .until(() -> cache().path("lastRefresh"), last -> last.path("cycle").asLong() == cycle);
  }
}
