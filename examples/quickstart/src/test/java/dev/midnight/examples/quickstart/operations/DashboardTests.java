package dev.midnight.examples.quickstart.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;

/** What Grafana asks of a dashboard that it imports, as far as that can be seen without it. */
class DashboardTests {

  private static final int COLUMNS = 24;

  private final Dashboard dashboard = new Dashboard();
  private final JsonNode json = dashboard.json();

  @Test
  void whoeverImportsItChoosesTheDataSource() {
    JsonNode first = json.at("/templating/list/0");
    assertThat(first.path("name").asString()).isEqualTo("datasource");
    assertThat(first.path("type").asString()).isEqualTo("datasource");
    assertThat(first.path("query").asString()).isEqualTo("prometheus");
    assertThat(dashboard.dataSources()).isNotEmpty().containsOnly("${datasource}");
    assertThat(json.path("uid").asString()).isEqualTo("midnight");
    assertThat(json.path("id").isMissingNode() || json.path("id").isNull()).isTrue();
  }

  @Test
  void everyPanelHasItsOwnNumberAndPlace() {
    List<Integer> numbers = new ArrayList<>();
    Map<String, String> places = new HashMap<>();
    for (JsonNode panel : json.path("panels")) {
      String title = panel.path("title").asString();
      numbers.add(panel.path("id").asInt());
      JsonNode at = panel.path("gridPos");
      assertThat(at.path("x").asInt() + at.path("w").asInt()).as(title).isBetween(1, COLUMNS);
      for (int x = 0; x < at.path("w").asInt(); x++) {
        for (int y = 0; y < at.path("h").asInt(); y++) {
          String cell = (at.path("x").asInt() + x) + " " + (at.path("y").asInt() + y);
          assertThat(places.put(cell, title)).as("beside %s at %s", title, cell).isNull();
        }
      }
    }
    assertThat(numbers).isNotEmpty().doesNotHaveDuplicates();
  }

  @Test
  void everyPanelButARowSaysWhatItShowsAndAsksForIt() {
    for (JsonNode panel : json.path("panels")) {
      if (!"row".equals(panel.path("type").asString())) {
        assertThat(panel.path("description").asString()).as("%s", panel).isNotBlank();
        assertThat(panel.path("targets")).as("%s", panel).isNotEmpty();
        assertThat(panel.path("targets"))
            .extracting(target -> target.path("refId").asString())
            .doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void provisioningNamesAPrometheusAndTheFolderOfTheDashboard() {
    Map<String, List<Map<String, Object>>> sources = yaml("grafana/provisioning/datasources");
    assertThat(sources.get("datasources"))
        .singleElement()
        .satisfies(source -> assertThat(source).containsEntry("type", "prometheus"));
    Map<String, List<Map<String, Object>>> dashboards = yaml("grafana/provisioning/dashboards");
    assertThat(dashboards.get("providers"))
        .singleElement()
        .satisfies(
            provider ->
                assertThat(provider)
                    .containsEntry("type", "file")
                    .containsEntry("options", Map.of("path", "${MIDNIGHT_DASHBOARDS}")));
    assertThat(Configs.path("grafana/dashboards").toFile().list()).containsExactly("midnight.json");
  }

  private static Map<String, List<Map<String, Object>>> yaml(String directory) {
    return new Yaml().load(Configs.read(directory + "/midnight.yml"));
  }
}
