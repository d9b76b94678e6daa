package dev.midnight.storm.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** One self-contained page: the template, the figures and the plotting library in a single file. */
final class HtmlPage {

  private static final String ECHARTS = "/META-INF/resources/webjars/echarts/5.3.1/";
  private static final ObjectMapper JSON = new ObjectMapper();

  private HtmlPage() {}

  static String of(Report report, Map<String, String> machine) throws IOException {
    List<Plot> plots = report.sections().stream().flatMap(part -> part.plots().stream()).toList();
    return Mustache.compiler()
        .compile(text("page.mustache"))
        .execute(
            Map.of(
                "report", report,
                "machine", machine.entrySet(),
                "plots", forScript(plots),
                "drawing", text("plots.js"),
                "echarts", text(ECHARTS + "dist/echarts.common.min.js"),
                "notice", text(ECHARTS + "NOTICE")));
  }

  /** JSON that cannot end the script element it stands in. */
  static String forScript(List<Plot> plots) throws JsonProcessingException {
    return JSON.writeValueAsString(plots).replace("<", "\\u003c");
  }

  private static String text(String resource) throws IOException {
    try (InputStream in = HtmlPage.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException(
            "The page needs %s, which is not on the class path. Build the module with Maven."
                .formatted(resource));
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
