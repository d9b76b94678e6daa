package dev.midnight.examples.quickstart.operations;

import tools.jackson.databind.JsonNode;

/**
 * One alert as Alertmanager sent it.
 *
 * @param path of the webhook: {@code /page} wakes somebody, {@code /note} is for the morning
 * @param status {@code firing} or {@code resolved}
 * @param mend what the runbook says to do
 */
public record Page(String path, String alert, String status, String mend, String runbook) {

  static Page of(String path, JsonNode alert) {
    JsonNode annotations = alert.path("annotations");
    return new Page(
        path,
        alert.path("labels").path("alertname").asString(),
        alert.path("status").asString(),
        annotations.path("mend").asString(),
        annotations.path("runbook").asString());
  }
}
