package dev.midnight.console;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.web.ExposableWebEndpoint;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.actuate.endpoint.web.WebOperation;

/**
 * The operations of the endpoint {@code midnight} that its access rules leave.
 *
 * <p>They are Actuator's own, so that the console answers and acts exactly as the endpoint does,
 * and an operation that the endpoint gains is here without more code. Which they are is settled
 * when the first is asked for; immutable from then on, and thread-safe.
 */
public final class EndpointOperations {

  static final EndpointId ENDPOINT = EndpointId.of("midnight");

  private final WebEndpointsSupplier endpoints;

  /**
   * Finds operations among these endpoints.
   *
   * @param endpoints filtered by access, and not by what Actuator exposes under its own path
   */
  public EndpointOperations(WebEndpointsSupplier endpoints) {
    this.endpoints = endpoints;
  }

  /** Whether anything may be read. */
  boolean canRead() {
    return has(OperationType.READ);
  }

  /** Whether anything may be done. */
  boolean canAct() {
    return has(OperationType.WRITE);
  }

  /** How many path segments behind the endpoint's own its readable operations take, at most. */
  int depth() {
    return all().stream()
        .filter(operation -> operation.getType() == OperationType.READ)
        .mapToInt(operation -> segments(operation).length - 1)
        .max()
        .orElse(0);
  }

  private boolean has(OperationType type) {
    return all().stream().anyMatch(operation -> operation.getType() == type);
  }

  /** The operation whose path fits these segments behind the endpoint's own, or null. */
  @Nullable FoundOperation find(OperationType type, List<String> path) {
    return all().stream()
        .filter(operation -> operation.getType() == type)
        .map(operation -> match(operation, path))
        .filter(found -> found != null)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable FoundOperation match(WebOperation operation, List<String> path) {
    String[] template = segments(operation);
    if (template.length != path.size() + 1) {
      return null;
    }
    Map<String, Object> variables = new LinkedHashMap<>();
    for (int i = 0; i < path.size(); i++) {
      String segment = template[i + 1];
      if (segment.startsWith("{")) {
        variables.put(segment.substring(1, segment.length() - 1), path.get(i));
      } else if (!segment.equals(path.get(i))) {
        return null;
      }
    }
    return new FoundOperation(operation, variables);
  }

  private static String[] segments(WebOperation operation) {
    return operation.getRequestPredicate().getPath().split("/");
  }

  private Collection<WebOperation> all() {
    return endpoints.getEndpoints().stream()
        .filter(endpoint -> endpoint.getEndpointId().equals(ENDPOINT))
        .findFirst()
        .map(ExposableWebEndpoint::getOperations)
        .orElse(List.of());
  }

  /**
   * An operation, and what its path says of its arguments.
   *
   * @param variables by the names that the operation gives them
   */
  record FoundOperation(WebOperation operation, Map<String, Object> variables) {}
}
