package dev.midnight.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.RefreshContext;
import dev.midnight.SnapshotLoader;
import dev.midnight.SnapshotWriter;
import io.github.resilience4j.springboot.circuitbreaker.autoconfigure.CircuitBreakerAutoConfiguration;
import io.github.resilience4j.springboot.retry.autoconfigure.RetryAutoConfiguration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.actuate.autoconfigure.context.properties.ConfigurationPropertiesReportEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.jackson.JacksonEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.env.EnvironmentEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.actuate.web.ServletManagementContextAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A guarded source over JDBC whose failures name its password: who gets to see that. */
@ExtendWith(OutputCaptureExtension.class)
class SecretsOverHttpTests {

  private static final String SECRET = "s3cret";

  private final WebApplicationContextRunner runner =
      new WebApplicationContextRunner()
          .withInitializer(
              context ->
                  context.getEnvironment().setConversionService(new ApplicationConversionService()))
          .withConfiguration(
              AutoConfigurations.of(
                  DispatcherServletAutoConfiguration.class,
                  WebMvcAutoConfiguration.class,
                  HttpMessageConvertersAutoConfiguration.class,
                  JacksonAutoConfiguration.class,
                  EndpointAutoConfiguration.class,
                  WebEndpointAutoConfiguration.class,
                  JacksonEndpointAutoConfiguration.class,
                  ManagementContextAutoConfiguration.class,
                  ServletManagementContextAutoConfiguration.class,
                  HealthContributorRegistryAutoConfiguration.class,
                  HealthEndpointAutoConfiguration.class,
                  EnvironmentEndpointAutoConfiguration.class,
                  ConfigurationPropertiesReportEndpointAutoConfiguration.class,
                  DataSourceAutoConfiguration.class))
          .withConfiguration(
              AutoConfigurations.of(
                  RetryAutoConfiguration.class,
                  CircuitBreakerAutoConfiguration.class,
                  MidnightAutoConfiguration.class,
                  MidnightQuartzAutoConfiguration.class,
                  MidnightGuardAutoConfiguration.class,
                  MidnightGuardDefaultsAutoConfiguration.class,
                  MidnightActuatorAutoConfiguration.class,
                  MidnightHealthAutoConfiguration.class,
                  MidnightConsoleAutoConfiguration.class))
          .withUserConfiguration(Source.class)
          .withPropertyValues(
              "spring.datasource.driver-class-name=org.h2.Driver",
              "spring.datasource.url=jdbc:h2:tcp://localhost:1/prices;PASSWORD=" + SECRET,
              "spring.datasource.username=app",
              "spring.datasource.password=" + SECRET,
              "spring.datasource.hikari.initialization-fail-timeout=0",
              "spring.datasource.hikari.connection-timeout=250",
              "resilience4j.retry.instances.midnight-prices.max-attempts=1",
              "management.endpoints.web.exposure.include=midnight,health,env,configprops",
              "management.endpoint.health.show-details=always",
              "midnight.console.enabled=true",
              "midnight.defaults.startup-failure=continue");

  @Test
  void passwordOfTheSourceIsNeitherAnsweredNorLogged(CapturedOutput output) {
    runner.run(
        context -> {
          assertThat(context).hasNotFailed();
          MockMvcTester mvc = MockMvcTester.from(context);
          assertThat(body(mvc, "/actuator/midnight/prices"))
              .contains("FAILED", "PASSWORD=***")
              .doesNotContain(SECRET);
          assertThat(body(mvc, "/midnight/api/cache?cache=prices"))
              .contains("PASSWORD=***")
              .doesNotContain(SECRET);
          for (String path :
              List.of(
                  "/actuator/midnight",
                  "/midnight/api/caches",
                  "/actuator/health",
                  "/actuator/env",
                  "/actuator/configprops")) {
            assertThat(body(mvc, path)).as(path).contains("{").doesNotContain(SECRET);
          }
        });
    assertThat(output.getAll())
        .contains("IllegalStateException: cannot read", "PASSWORD=***")
        .contains("at " + Source.class.getName())
        .doesNotContain(SECRET);
  }

  /** Where the application wants its values shown, nothing that Midnight added holds a copy. */
  @Test
  void nothingThatMidnightAddsToTheEnvironmentHoldsIt() {
    runner
        .withPropertyValues(
            "management.endpoint.env.show-values=always",
            "management.endpoint.configprops.show-values=always")
        .run(
            context -> {
              MockMvcTester mvc = MockMvcTester.from(context);
              JsonNode env = json(mvc, "/actuator/env");
              assertThat(env.toString()).as("the test looks at shown values").contains(SECRET);
              for (JsonNode source : env.path("propertySources")) {
                if (!source.path("name").asString().equals("test")) {
                  assertThat(source.toString()).doesNotContain(SECRET);
                }
              }
              JsonNode beans = json(mvc, "/actuator/configprops").at("/contexts").iterator().next();
              assertThat(beans.toString()).contains(SECRET, "\"prefix\":\"midnight\"");
              for (JsonNode bean : beans.path("beans")) {
                if (!bean.path("prefix").asString().startsWith("spring.datasource")) {
                  assertThat(bean.toString()).doesNotContain(SECRET);
                }
              }
            });
  }

  private static String body(MockMvcTester mvc, String path) throws Exception {
    return mvc.get().uri(path).exchange().getResponse().getContentAsString();
  }

  private static JsonNode json(MockMvcTester mvc, String path) throws Exception {
    return JsonMapper.builder().build().readTree(body(mvc, path));
  }

  @Configuration(proxyBeanMethods = false)
  static class Source {

    @Bean
    SnapshotLoader<String, Long> prices(DataSource database, Environment environment) {
      return new SnapshotLoader<>() {
        @Override
        public void load(SnapshotWriter<String, Long> out, RefreshContext context) {
          String url = environment.getRequiredProperty("spring.datasource.url");
          try (var connection = database.getConnection()) {
            throw new AssertionError("There is no database at " + connection);
          } catch (Exception e) {
            throw new IllegalStateException(
                "cannot read %s (%s)".formatted(url, e.getClass().getSimpleName()));
          }
        }
      };
    }
  }
}
