package dev.midnight.storm.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlPageTests {

  private static final String HOSTILE = "</script><script>alert(1)</script>";

  @Test
  void aRowThatDoesNotFitItsHeadingsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Table(List.of("a", "b"), List.of(List.of("1"))))
        .withMessageContaining("2 columns");
  }

  @Test
  void aSeriesThatDoesNotFitItsCategoriesIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plot("short", List.of(1.0)))
        .withMessageContaining("'short'");
  }

  @Test
  void whatStandsInTablesTitlesAndPlotsCannotEndItsElement() throws IOException {
    Report report = report(HOSTILE);
    String page = HtmlPage.of(report, Map.of("machine", HOSTILE));
    assertThat(page).doesNotContain("<script>alert");
    assertThat(page).contains("&lt;script&gt;alert(1)", "\\u003c/script>\\u003cscript>alert(1)");
  }

  @Test
  void thePageAsksNoOtherHost() throws IOException {
    String page = HtmlPage.of(report("calm"), Map.of());
    assertThat(page).doesNotContainPattern("(src|href)=[\"']?(https?:)?//");
    assertThat(page).contains("echarts.init");
  }

  @Test
  void theJsonHoldsTheRawFiguresAndTheMachine(@TempDir Path directory) throws IOException {
    new ReportFiles(directory, Map.of("JVM", "17")).write("one", report("calm"));
    JsonNode json = new ObjectMapper().readTree(directory.resolve("one.json").toFile());
    assertThat(json.at("/data/figure").asInt()).isEqualTo(42);
    assertThat(json.at("/machine/JVM").asText()).isEqualTo("17");
    assertThat(Files.readString(directory.resolve("one.html"))).contains("<td>calm</td>");
  }

  private static Report report(String text) {
    Table table = new Table(List.of(text, "b"), List.of(List.of(text, "2")));
    Plot plot = plot(text, List.of(1.0, 2.0));
    return new Report(
        text,
        List.of(text),
        List.of(text),
        List.of(Section.of(text, text, table, plot)),
        Map.of("figure", 42));
  }

  private static Plot plot(String name, List<Double> values) {
    return new Plot(
        name,
        Plot.Kind.LINE,
        "x",
        "y",
        false,
        List.of("1", "2"),
        List.of(new Plot.Series(name, values)));
  }
}
