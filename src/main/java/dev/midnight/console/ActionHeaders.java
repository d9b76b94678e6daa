package dev.midnight.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;

/** Headers that the application wants to see on a request that acts. Thread-safe. */
@FunctionalInterface
public interface ActionHeaders {

  /** Where the application wants none. */
  ActionHeaders NONE = request -> Map.of();

  /** The headers for the sender of this request. */
  Map<String, String> of(HttpServletRequest request);
}
