package dev.midnight.console;

import dev.midnight.console.EndpointOperations.FoundOperation;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/** One call of an operation in the name of whoever sent the request, and its answer. */
final class EndpointCall {

  private EndpointCall() {}

  /**
   * Calls the operation.
   *
   * @param parameters beside those in the path; one of the same name as one in the path is ignored
   */
  static Result of(FoundOperation found, Map<String, ?> parameters, HttpServletRequest request) {
    Map<String, Object> arguments = new LinkedHashMap<>(parameters);
    arguments.putAll(found.variables());
    try {
      return Result.of(
          found.operation().invoke(new InvocationContext(new Caller(request), arguments)));
    } catch (InvalidEndpointRequestException e) {
      return Result.refused(400, e.getReason());
    }
  }

  /** An HTTP status, and what is written as JSON. */
  record Result(int status, @Nullable Object body) {

    static Result of(@Nullable Object answer) {
      if (answer == null) {
        return refused(404, "There is nothing here.");
      }
      return answer instanceof WebEndpointResponse<?> response
          ? new Result(response.getStatus(), response.getBody())
          : new Result(200, answer);
    }

    static Result refused(int status, @Nullable String error) {
      return new Result(status, Map.of("error", String.valueOf(error)));
    }
  }

  /** Who sent the request, as Actuator asks for it. */
  private record Caller(HttpServletRequest request) implements SecurityContext {

    @Override
    public @Nullable Principal getPrincipal() {
      return request.getUserPrincipal();
    }

    @Override
    public boolean isUserInRole(String role) {
      return request.isUserInRole(role);
    }
  }
}
