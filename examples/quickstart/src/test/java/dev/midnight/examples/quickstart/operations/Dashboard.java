package dev.midnight.examples.quickstart.operations;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The Grafana dashboard as Grafana would ask it, with all of every variable chosen. */
public final class Dashboard {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(\\w+)}?");

  private static final Map<String, String> CHOSEN =
      Map.of(
          "job",
          ".*",
          "instance",
          ".*",
          "cache",
          ".*",
          "__rate_interval",
          "8s",
          "__interval",
          "8s");

  private final JsonNode json =
      JsonMapper.builder().build().readTree(Configs.read("grafana/dashboards/midnight.json"));

  /** Every query by the title of its panel and its place there. */
  public Map<String, String> queries() {
    Map<String, String> queries = new LinkedHashMap<>();
    for (JsonNode panel : json.path("panels")) {
      for (JsonNode target : panel.path("targets")) {
        queries.put(
            panel.path("title").asString() + " " + target.path("refId").asString(),
            chosen(target.path("expr").asString()));
      }
    }
    json.path("annotations")
        .path("list")
        .forEach(
            note ->
                queries.put(note.path("name").asString(), chosen(note.path("expr").asString())));
    return queries;
  }

  JsonNode json() {
    return json;
  }

  /** Where each panel and query gets its data from. */
  public List<String> dataSources() {
    List<String> sources = new ArrayList<>();
    json.findValues("datasource").forEach(source -> sources.add(source.path("uid").asString()));
    return sources;
  }

  private static String chosen(String expression) {
    return VARIABLE
        .matcher(expression)
        .replaceAll(
            variable -> {
              String value = CHOSEN.get(variable.group(1));
              if (value == null) {
                throw new IllegalStateException("Unknown variable in: " + expression);
              }
              return value;
            });
  }
}
