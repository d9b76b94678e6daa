package dev.midnight.console;

import dev.midnight.console.ConsoleAssets.Asset;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.function.ServerResponse.BodyBuilder;
import tools.jackson.databind.json.JsonMapper;

/** Writes what the console answers, with the headers that keep a page from harm. */
final class ConsoleReplies {

  /** Nothing but the console's own files, no script or style within the page, in no frame. */
  static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private final JsonMapper json;

  ConsoleReplies(JsonMapper json) {
    this.json = json;
  }

  ServerResponse page(Asset page, String version) {
    return guarded(HttpStatus.OK)
        .cacheControl(CacheControl.noCache())
        .eTag(version)
        .contentType(page.type())
        .body(page.content().getByteArray());
  }

  /**
   * A file.
   *
   * @param current whether it was asked for under the address of these very files
   */
  ServerResponse file(Asset file, boolean current) {
    CacheControl keep = CacheControl.maxAge(Duration.ofDays(365)).cachePrivate().immutable();
    return guarded(HttpStatus.OK)
        .cacheControl(current ? keep : CacheControl.noCache())
        .contentType(file.type())
        .body(file.content().getByteArray());
  }

  ServerResponse answer(EndpointCall.Result result) {
    return json(HttpStatusCode.valueOf(result.status())).body(bytes(result.body()));
  }

  BodyBuilder json(HttpStatusCode status) {
    return guarded(status)
        .cacheControl(CacheControl.noStore())
        .contentType(MediaType.APPLICATION_JSON);
  }

  byte[] bytes(@Nullable Object body) {
    return json.writeValueAsBytes(body);
  }

  /** To the same address with a slash, relative to whatever a proxy made of it. */
  ServerResponse toFolder(String lastSegment) {
    return guarded(HttpStatus.FOUND).location(URI.create(lastSegment + "/")).build();
  }

  ServerResponse notFound() {
    return guarded(HttpStatus.NOT_FOUND).build();
  }

  private static BodyBuilder guarded(HttpStatusCode status) {
    return ServerResponse.status(status)
        .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("X-Frame-Options", "DENY")
        .header("Referrer-Policy", "no-referrer")
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .header("Cross-Origin-Resource-Policy", "same-origin");
  }
}
