package dev.midnight.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.spi.FakeCache;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

@SpringBootTest(
    classes = EndpointApplication.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "management.endpoints.web.exposure.include=midnight")
class MidnightEndpointAccessTests {

  @Autowired private FakeCache cities;
  @LocalServerPort private int port;

  @Test
  void theEndpointIsReadOnlyUnlessConfigured() {
    RestTestClient client =
        RestTestClient.bindToServer()
            .baseUrl("http://localhost:" + port + "/actuator/midnight/cityNames")
            .build();

    client.get().exchange().expectStatus().isOk();
    client
        .post()
        .contentType(MediaType.APPLICATION_JSON)
        .body("{\"action\":\"refresh\"}")
        .exchange()
        .expectStatus()
        .isEqualTo(HttpStatus.METHOD_NOT_ALLOWED);
    assertThat(cities.calls()).isEmpty();
  }
}
