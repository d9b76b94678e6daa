package dev.midnight.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.SnapshotLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;

/** The lines of a cycle through Boot's structured logging, and without it. */
@ExtendWith(OutputCaptureExtension.class)
class StructuredLogTests {

  private static final String PUBLISHED = "published generation 1, version 1";

  @AfterEach
  void backToPlainText() {
    System.clearProperty("CONSOLE_LOG_STRUCTURED_FORMAT");
    run();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ecs", "logstash"})
  void theFactsOfACycleAreFieldsOfItsLine(String format, CapturedOutput output) {
    run("--logging.structured.format.console=" + format);

    String line =
        output.getOut().lines().filter(text -> text.contains(PUBLISHED)).findFirst().orElseThrow();
    assertThat(JsonParserFactory.getJsonParser().parseMap(line))
        .containsEntry("cache", "cities")
        .containsEntry("outcome", "PUBLISHED")
        .containsEntry("trigger", "STARTUP")
        .containsEntry("rows", 1)
        .containsKeys("cycle", "generation", "version", "durationMillis", "loadMillis");
  }

  @Test
  void plainTextSaysItInASentence(CapturedOutput output) {
    run();

    assertThat(output.getOut().lines().filter(line -> line.contains(PUBLISHED)))
        .singleElement()
        .asString()
        .contains(": Cache 'cities': refresh 1 " + PUBLISHED)
        .doesNotContain("cache=");
  }

  private static void run(String... arguments) {
    new SpringApplicationBuilder(Cities.class)
        .web(WebApplicationType.NONE)
        .properties("midnight.defaults.cron=-")
        .run(arguments)
        .close();
  }

  @SpringBootConfiguration
  @ImportAutoConfiguration({MidnightAutoConfiguration.class})
  static class Cities {

    @Bean
    SnapshotLoader<String, Integer> citiesLoader() {
      return (out, context) -> out.put("Ulm", 126_000);
    }
  }
}
