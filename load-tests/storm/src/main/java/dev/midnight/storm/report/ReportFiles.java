package dev.midnight.storm.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes a report as {@code <name>.html} and {@code <name>.json} into one directory. */
public final class ReportFiles {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Path directory;
  private final Map<String, String> machine;

  /**
   * Files of runs on one machine.
   *
   * @param machine what to say of it, in order
   */
  public ReportFiles(Path directory, Map<String, String> machine) {
    this.directory = directory;
    this.machine = machine;
  }

  /** Writes both files and returns the page. */
  public Path write(String name, Report report) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve(name + ".json"), json(report));
    return Files.writeString(directory.resolve(name + ".html"), HtmlPage.of(report, machine));
  }

  private String json(Report report) throws JsonProcessingException {
    return JSON.writeValueAsString(
        new Written(report.title(), machine, report.commands(), report.summary(), report.data()));
  }

  /** The JSON beside the page; what is only for the eye is left out. */
  private record Written(
      String title, Map<String, String> machine, Object commands, Object summary, Object data) {}
}
