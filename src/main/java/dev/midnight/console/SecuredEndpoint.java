package dev.midnight.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.WebInvocationPrivilegeEvaluator;

/**
 * Asks Spring Security whether the sender of a request may call the endpoint under Actuator's path.
 * Where Actuator does not show it there, the rules for the console's own path are all that counts.
 */
public final class SecuredEndpoint implements EndpointPermission {

  private static final String ANY_CACHE = "/cache";

  private final WebInvocationPrivilegeEvaluator rules;
  private final Supplier<@Nullable String> endpointPath;

  /**
   * Asks these rules.
   *
   * @param endpointPath of the endpoint, from the application's context path on; null where it is
   *     not served by the same server
   */
  public SecuredEndpoint(
      WebInvocationPrivilegeEvaluator rules, Supplier<@Nullable String> endpointPath) {
    this.rules = rules;
    this.endpointPath = endpointPath;
  }

  @Override
  public boolean allows(HttpServletRequest request, String method) {
    String path = endpointPath.get();
    return path == null
        || rules.isAllowed(
            request.getContextPath(),
            path + ANY_CACHE,
            method,
            SecurityContextHolder.getContext().getAuthentication());
  }
}
