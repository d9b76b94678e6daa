package dev.midnight.console;

import dev.midnight.console.EndpointCall.Result;
import dev.midnight.console.EndpointOperations.FoundOperation;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * What the page asks for: who it is talking to, and whatever the endpoint answers.
 *
 * <p>The cache is a parameter and not a part of the path, so that it may have any name.
 */
final class ConsoleApi {

  static final String CACHE = "cache";
  static final String PART = "part";

  private static final int KEY_DEPTH = 2;

  private static final ParameterizedTypeReference<Map<String, Object>> FLAT =
      new ParameterizedTypeReference<>() {};

  private final String application;
  private final EndpointOperations endpoint;
  private final EndpointPermission permission;
  private final ActionHeaders wanted;
  private final boolean keys;
  private final CrossSiteGuard guard = new CrossSiteGuard();
  private final ConsoleReplies replies;

  ConsoleApi(ConsoleParts parts, ConsoleReplies replies) {
    this.application = parts.application();
    this.endpoint = parts.endpoint();
    this.permission = parts.permission();
    this.wanted = parts.headers();
    this.keys = parts.keys();
    this.replies = replies;
  }

  ServerResponse session(ServerRequest request) {
    HttpServletRequest servletRequest = request.servletRequest();
    String secret = guard.secretOf(servletRequest);
    Map<String, String> headers = new LinkedHashMap<>(wanted.of(servletRequest));
    headers.put(CrossSiteGuard.HEADER, secret);
    String whyNot = whyNobodyActs(servletRequest);
    SessionBody body =
        new SessionBody(
            application,
            servletRequest.getRemoteUser(),
            whyNot == null,
            whyNot,
            keys && endpoint.depth() >= KEY_DEPTH,
            headers);
    return replies
        .json(HttpStatus.OK)
        .header(HttpHeaders.SET_COOKIE, guard.cookieOf(secret, servletRequest).toString())
        .body(replies.bytes(body));
  }

  /** All caches, one, or what the endpoint says of one under a further segment of its path. */
  ServerResponse read(ServerRequest request) {
    if (!endpoint.canRead()) {
      return refused(HttpStatus.FORBIDDEN, "management.endpoint.midnight.access shows nothing.");
    }
    if (!permission.allows(request.servletRequest(), "GET")) {
      return refused(HttpStatus.FORBIDDEN, "You may not read the endpoint 'midnight'.");
    }
    Map<String, String> parameters = request.params().toSingleValueMap();
    List<String> path = new ArrayList<>();
    request.param(CACHE).ifPresent(path::add);
    String part = request.pathVariables().get(PART);
    if (part != null) {
      path.add(part);
    }
    return call(OperationType.READ, path, parameters, request);
  }

  ServerResponse act(ServerRequest request) throws ServletException, IOException {
    HttpServletRequest servletRequest = request.servletRequest();
    String refusal = guard.refusal(servletRequest);
    if (refusal == null) {
      refusal = whyNobodyActs(servletRequest);
    }
    return refusal == null
        ? call(
            OperationType.WRITE,
            List.of(request.param(CACHE).orElse("")),
            request.body(FLAT),
            request)
        : refused(HttpStatus.FORBIDDEN, refusal);
  }

  private @Nullable String whyNobodyActs(HttpServletRequest request) {
    if (!endpoint.canAct()) {
      return "The endpoint is read-only. See management.endpoint.midnight.access.";
    }
    return permission.allows(request, "POST")
        ? null
        : "You may not act on the endpoint 'midnight'.";
  }

  private ServerResponse call(
      OperationType type, List<String> path, Map<String, ?> parameters, ServerRequest request) {
    FoundOperation found = endpoint.find(type, path);
    return found == null
        ? refused(HttpStatus.NOT_FOUND, "The endpoint has no such operation.")
        : replies.answer(EndpointCall.of(found, parameters, request.servletRequest()));
  }

  private ServerResponse refused(HttpStatus status, String error) {
    return replies.answer(Result.refused(status.value(), error));
  }
}
