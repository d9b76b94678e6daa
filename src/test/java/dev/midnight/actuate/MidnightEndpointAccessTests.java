package dev.midnight.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.spi.FakeCache;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;

@SpringBootTest(
    classes = EndpointApplication.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "management.endpoints.web.exposure.include=midnight")
class MidnightEndpointAccessTests {

  @Autowired private FakeCache cities;
  @LocalServerPort private int port;

  @Test
  void theEndpointIsReadOnlyUnlessConfigured() {
    EndpointClient client = new EndpointClient(port);

    client.cache("cityNames").expectStatus().isOk();
    client
        .act("cityNames", "{\"action\":\"refresh\"}")
        .expectStatus()
        .isEqualTo(HttpStatus.METHOD_NOT_ALLOWED);
    assertThat(cities.calls()).isEmpty();
  }
}
