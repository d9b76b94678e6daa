package dev.midnight.actuate;

import java.net.URI;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/** Talks to the endpoints of an application on this machine. */
record EndpointClient(int port) {

  ResponseSpec get(String path) {
    return RestTestClient.bindToServer().build().get().uri(url(path)).exchange();
  }

  ResponseSpec cache(String name) {
    return get("/actuator/midnight/" + name);
  }

  ResponseSpec act(String cache, String json) {
    return RestTestClient.bindToServer()
        .build()
        .post()
        .uri(url("/actuator/midnight/" + cache))
        .contentType(MediaType.APPLICATION_JSON)
        .body(json)
        .exchange();
  }

  /** The path is taken as it is, so that a test may send what a client would encode. */
  private URI url(String path) {
    return URI.create("http://localhost:" + port + path);
  }
}
