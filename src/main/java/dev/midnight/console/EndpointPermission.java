package dev.midnight.console;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Whether the sender of a request might ask the endpoint itself, under its own path: the console is
 * no way round the rules that guard Actuator. Thread-safe.
 */
public interface EndpointPermission {

  /** Where nothing guards Actuator in particular. */
  EndpointPermission ALL = (request, method) -> true;

  /**
   * Whether the sender might do so.
   *
   * @param method {@code GET} to read, {@code POST} to act
   */
  boolean allows(HttpServletRequest request, String method);
}
