package dev.midnight.examples.quickstart.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/**
 * Prometheus and Alertmanager, set up as config says but faster, watching instances of the
 * quickstart. Thread-safe.
 */
public final class Watch implements AutoCloseable {

  private static final List<String> RULES =
      List.of("midnight-recording.yml", "midnight-alerts.yml");

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final ServerProcess alertmanager;
  private final ServerProcess prometheus;
  private final Set<String> seenFiring = new ConcurrentSkipListSet<>();

  public Watch(Path directory, Pager pager, int... instances) throws IOException {
    alertmanager = alertmanager(Files.createDirectory(directory.resolve("alertmanager")), pager);
    prometheus = prometheus(Files.createDirectory(directory.resolve("prometheus")), instances);
  }

  public static boolean possible() {
    return ServerProcess.find("prometheus").isPresent()
        && ServerProcess.find("prometheus-alertmanager", "alertmanager").isPresent();
  }

  private static ServerProcess alertmanager(Path directory, Pager pager) throws IOException {
    String example = Configs.faster("alertmanager/alertmanager.yml");
    assertThat(example).contains(":9099/");
    Path config =
        Configs.write(
            directory.resolve("alertmanager.yml"),
            example.replace(":9099/", ":" + pager.port() + "/"));
    int port = ServerProcess.freePort();
    return ServerProcess.start(
        ServerProcess.find("prometheus-alertmanager", "alertmanager").orElseThrow(),
        port,
        directory,
        "--config.file=" + config,
        "--storage.path=" + directory,
        "--cluster.listen-address=",
        "--web.listen-address=127.0.0.1:" + port);
  }

  private ServerProcess prometheus(Path directory, int... instances) throws IOException {
    Path rules = Files.createDirectory(directory.resolve("rules"));
    for (String file : RULES) {
      Configs.write(rules.resolve(file), Configs.faster("prometheus/rules/" + file));
    }
    String targets =
        IntStream.of(instances)
            .mapToObj(port -> "\"127.0.0.1:" + port + "\"")
            .collect(Collectors.joining(", "));
    String example = Configs.faster("prometheus/prometheus.yml");
    assertThat(example).contains("rules/*.yml", "\"127.0.0.1:8080\"", ":9093");
    Path config =
        Configs.write(
            directory.resolve("prometheus.yml"),
            example
                .replace("\"127.0.0.1:8080\"", targets)
                .replace(":9093", ":" + alertmanager.port()));
    int port = ServerProcess.freePort();
    return ServerProcess.start(
        ServerProcess.find("prometheus").orElseThrow(),
        port,
        directory,
        "--config.file=" + config,
        "--storage.tsdb.path=" + directory.resolve("data"),
        "--web.listen-address=127.0.0.1:" + port);
  }

  /** Waits until the alert is silent, so that what follows is what makes it fire. */
  public void awaitSilence(String alert) {
    Awaitility.await("silence of " + alert).atMost(PATIENCE).until(() -> !fires(alert));
  }

  public void awaitFiring(String alert) {
    Awaitility.await(alert).atMost(PATIENCE).until(() -> sees(alert));
  }

  /** Whether it fires right now; remembered if it does. */
  public boolean sees(String alert) {
    boolean fires = fires(alert);
    if (fires) {
      seenFiring.add(alert);
    }
    return fires;
  }

  private boolean fires(String alert) {
    for (JsonNode active : prometheus.json("/api/v1/alerts").path("data").path("alerts")) {
      if (alert.equals(active.path("labels").path("alertname").asString())
          && "firing".equals(active.path("state").asString())) {
        return true;
      }
    }
    return false;
  }

  /** The alerts that were seen to fire. */
  public Set<String> seenFiring() {
    return seenFiring;
  }

  /** The severity of every alert that there is, by its name. */
  public Map<String, String> severities() {
    Map<String, String> severities = new TreeMap<>();
    for (JsonNode group : prometheus.json("/api/v1/rules?type=alert").path("data").path("groups")) {
      for (JsonNode rule : group.path("rules")) {
        severities.put(
            rule.path("name").asString(), rule.path("labels").path("severity").asString());
      }
    }
    return severities;
  }

  /** How many series of an expression have had a number in the last minutes. */
  public long series(String expression) {
    long now = System.currentTimeMillis() / 1000;
    JsonNode answer =
        prometheus.json(
            "/api/v1/query_range?step=1&start=%d&end=%d&query=%s"
                .formatted(now - 600, now, ServerProcess.encoded(expression)));
    assertThat(answer.path("status").asString()).as(expression).isEqualTo("success");
    return StreamSupport.stream(answer.path("data").path("result").spliterator(), false)
        .filter(series -> series.path("values").valueStream().anyMatch(Watch::isNumber))
        .count();
  }

  private static boolean isNumber(JsonNode sample) {
    return !"NaN".equals(sample.path(1).asString());
  }

  @Override
  public void close() {
    prometheus.close();
    alertmanager.close();
  }
}
