package dev.midnight.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.servlet.function.RouterFunction;
import tools.jackson.databind.JsonNode;

class ConsoleTests {

  private static final String UNRESTRICTED = "management.endpoint.midnight.access=unrestricted";
  private static final String REFRESH = "{\"action\":\"refresh\",\"reason\":\"new towns\"}";

  @Test
  void nothingIsServedByDefault() {
    ConsoleApplication.runner()
        .run(
            context -> {
              assertThat(context).doesNotHaveBean(EndpointOperations.class);
              ConsoleBrowser browser = ConsoleBrowser.of(context);
              assertThat(browser.get("/midnight")).hasStatus(404);
              assertThat(browser.get("/META-INF/midnight-console/console.js")).hasStatus(404);
            });
  }

  @Test
  @ExtendWith(OutputCaptureExtension.class)
  void itIsAbsentWithoutWebOrMvcAndSaysSo(CapturedOutput log) {
    new ApplicationContextRunner()
        .withConfiguration(ConsoleApplication.MIDNIGHT)
        .withPropertyValues("midnight.console.enabled=true")
        .run(
            context ->
                assertThat(context).hasNotFailed().doesNotHaveBean(EndpointOperations.class));
    assertThat(log).contains("midnight.console.enabled is true but this is no servlet web");
    ConsoleApplication.enabled()
        .withClassLoader(new FilteredClassLoader(RouterFunction.class))
        .run(context -> assertThat(context).doesNotHaveBean(EndpointOperations.class));
    assertThat(log).contains("lacks Spring MVC (spring-boot-starter-webmvc), so that");
  }

  @Test
  @ExtendWith(OutputCaptureExtension.class)
  void whereItIsServedNothingIsSaidOfItsAbsence(CapturedOutput log) {
    ConsoleApplication.enabled()
        .run(context -> assertThat(context).hasSingleBean(EndpointOperations.class));
    assertThat(log).doesNotContain("there is no console");
  }

  @ParameterizedTest
  @ValueSource(strings = {"midnight", "/", "/a/", "/a b", "//a", "/a/{b}"})
  void aPathThatIsNoneFailsTheStart(String path) {
    ConsoleApplication.enabled()
        .withPropertyValues("midnight.console.path=" + path)
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("midnight.console.path"));
  }

  @Test
  void thePageAndItsFilesCarryStrictHeaders() {
    ConsoleApplication.enabled()
        .withPropertyValues("midnight.console.path=/ops/caches")
        .run(
            context -> {
              ConsoleBrowser browser = ConsoleBrowser.of(context);
              assertThat(browser.get("/ops/caches"))
                  .hasStatus(302)
                  .hasHeader("Location", "caches/");
              assertThat(browser.get("/ops/caches/"))
                  .hasStatusOk()
                  .hasHeader("Content-Security-Policy", ConsoleReplies.CONTENT_SECURITY_POLICY)
                  .hasHeader("X-Content-Type-Options", "nosniff")
                  .hasHeader("Cache-Control", "no-cache");
              Matcher script =
                  Pattern.compile("assets/[0-9a-f]+/console.js")
                      .matcher(browser.get("/ops/caches/").getResponse().getContentAsString());
              assertThat(script.find()).isTrue();
              assertThat(browser.get("/ops/caches/" + script.group()))
                  .hasStatusOk()
                  .hasHeader("Cache-Control", "max-age=31536000, private, immutable")
                  .hasHeader("Content-Type", "text/javascript;charset=UTF-8");
              assertThat(browser.get("/ops/caches/assets/old/console.js"))
                  .hasHeader("Cache-Control", "no-cache");
              assertThat(browser.get("/ops/caches/assets/old/no.js")).hasStatus(404);
            });
  }

  @Test
  void itShowsTheEndpointAlthoughActuatorDoesNot() {
    ConsoleApplication.enabled()
        .run(
            context -> {
              ConsoleBrowser browser = ConsoleBrowser.of(context);
              assertThat(browser.get("/actuator/midnight")).hasStatus(404);
              assertThat(browser.json("/midnight/api/caches").at("/caches/0/name").asString())
                  .isEqualTo("towns");
              JsonNode cache = browser.json(ConsoleBrowser.CACHE);
              assertThat(cache.path("size").asInt()).isOne();
              assertThat(browser.get("/midnight/api/cache?cache=no")).hasStatus(404);
            });
  }

  @Test
  void keyIsAskedForWhereValuesAreShown() {
    ConsoleApplication.enabled()
        .withPropertyValues(
            "management.endpoint.midnight.show-values=always",
            "management.endpoints.web.exposure.include=midnight")
        .run(
            context -> {
              ConsoleBrowser browser = ConsoleBrowser.of(context);
              assertThat(browser.json("/midnight/api/session").path("canAskForKeys").asBoolean())
                  .isTrue();
              JsonNode story = browser.json("/midnight/api/cache/key?cache=towns&k=X");
              assertThat(story.path("value").asString()).isEqualTo("Xanten");
              assertThat(story.at("/since/origin").asString()).isEqualTo("LOAD");
              assertThat(browser.json("/actuator/midnight/towns/key?k=X")).isEqualTo(story);
            });
    ConsoleApplication.enabled()
        .run(
            context -> {
              ConsoleBrowser browser = ConsoleBrowser.of(context);
              assertThat(browser.json("/midnight/api/session").path("canAskForKeys").asBoolean())
                  .isFalse();
              assertThat(browser.get("/midnight/api/cache/key?cache=towns&k=X")).hasStatus(403);
            });
  }

  @Test
  void namesOfTheApplicationsJsonAreNotThoseOfTheAnswers() {
    ConsoleApplication.enabled()
        .withPropertyValues("spring.jackson.property-naming-strategy=SNAKE_CASE")
        .run(
            context ->
                assertThat(ConsoleBrowser.of(context).json(ConsoleBrowser.CACHE).has("loadedAt"))
                    .isTrue());
  }

  @Test
  void actionsAreOffWhereTheEndpointIsReadOnly() {
    ConsoleApplication.enabled()
        .run(
            context -> {
              ConsoleBrowser browser = ConsoleBrowser.of(context);
              JsonNode session = browser.json("/midnight/api/session");
              assertThat(session.path("canAct").asBoolean()).isFalse();
              assertThat(session.path("whyNot").asString()).contains("read-only");
              assertThat(browser.act(REFRESH)).hasStatus(403).bodyText().contains("read-only");
              assertThat(context.getBean(ConsoleApplication.class).audited()).isEmpty();
            });
  }

  @Test
  void nothingIsShownWhereTheEndpointHasNoAccess() {
    ConsoleApplication.enabled()
        .withPropertyValues("management.endpoint.midnight.access=none")
        .run(
            context -> {
              ConsoleBrowser browser = ConsoleBrowser.of(context);
              assertThat(browser.get("/midnight/api/caches")).hasStatus(403);
              assertThat(browser.act(REFRESH)).hasStatus(403);
            });
  }

  @Test
  void anActionIsDoneAndAuditedAsByTheEndpoint() {
    ConsoleApplication.enabled()
        .withPropertyValues(UNRESTRICTED)
        .run(
            context -> {
              ConsoleBrowser browser = ConsoleBrowser.of(context);
              assertThat(browser.act(REFRESH)).hasStatus(202).bodyText().contains("started");
              assertThat(browser.act("{\"action\":\"no\"}")).hasStatus(400);
              assertThat(context.getBean(ConsoleApplication.class).audited())
                  .containsExactly("anonymous MIDNIGHT_REFRESH");
            });
  }

  @Test
  void anActionOfAnotherSiteIsRefused() {
    ConsoleApplication.enabled()
        .withPropertyValues(UNRESTRICTED)
        .run(
            context -> {
              ConsoleBrowser browser = ConsoleBrowser.of(context);
              assertThat(browser.forge(REFRESH)).hasStatus(403);
              for (Map<String, String> foreign :
                  List.of(
                      Map.of("Sec-Fetch-Site", "cross-site"),
                      Map.of("Sec-Fetch-Site", "same-site"),
                      Map.of("Origin", "https://evil.example"),
                      Map.of("Origin", "null"),
                      Map.of("Origin", "http://localhost:81"),
                      Map.of(CrossSiteGuard.HEADER, "guessed"))) {
                assertThat(browser.act(REFRESH, foreign)).as("" + foreign).hasStatus(403);
              }
              assertThat(context.getBean(ConsoleApplication.class).audited()).isEmpty();
              assertThat(browser.act(REFRESH, Map.of("Origin", "http://localhost"))).hasStatus(202);
            });
  }
}
