package dev.midnight.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The rows of a run as a table on the console, as JSON and as a chart. */
final class Report {

  private final List<Row> rows = new ArrayList<>();
  private final Path directory;
  private final Mode mode;

  Report(Path directory, Mode mode) {
    this.directory = directory;
    this.mode = mode;
  }

  /** Takes the rows of one group, and writes all so far, so that a run cut short is not lost. */
  void add(List<Row> more) throws IOException {
    rows.addAll(more);
    Files.createDirectories(directory);
    writeJson();
    new RatioChart(rows).writeTo(directory);
  }

  void print() {
    System.out.printf(
        "%n%-10s %-66s %10s %-20s %10s %7s %10s %s%n",
        "group", "what", "ours", "peer", "peer's", "ratio", "goal", "verdict");
    for (Row row : rows) {
      System.out.printf(
          "%-10s %-66s %10.2f %-20s %10.2f %7.2f %10s %s%n",
          row.group(),
          row.title() + ", " + row.unit(),
          row.ours(),
          row.peer(),
          row.peers(),
          row.ratio(),
          row.goal(),
          row.verdict());
    }
    System.out.printf("%nThe same as JSON and as a chart: %s%n", directory.toAbsolutePath());
  }

  private void writeJson() throws IOException {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("mode", mode.name());
    document.put("java", Runtime.version().toString());
    document.put("processors", Runtime.getRuntime().availableProcessors());
    document.put("rows", rows.stream().map(Report::fields).toList());
    JsonMapper json = JsonMapper.builder().build();
    Files.writeString(
        directory.resolve("ratios.json"),
        json.writerWithDefaultPrettyPrinter().writeValueAsString(document));
  }

  private static Map<String, Object> fields(Row row) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("group", row.group());
    fields.put("title", row.title());
    fields.put("unit", row.unit());
    fields.put("ours", row.ours());
    if (!row.peer().isEmpty()) {
      fields.put("peer", row.peer());
      fields.put("peers", row.peers());
      fields.put("ratio", row.ratio());
    }
    if (row.goal() != Goal.NONE) {
      fields.put("goal", row.goal().toString());
      fields.put("verdict", row.verdict());
    }
    return fields;
  }
}
