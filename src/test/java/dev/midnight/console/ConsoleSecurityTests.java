package dev.midnight.console;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.Filter;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.context.WebApplicationContext;

class ConsoleSecurityTests {

  private static final String REFRESH = "{\"action\":\"refresh\"}";

  private final WebApplicationContextRunner runner =
      ConsoleApplication.enabled()
          .withUserConfiguration(Rules.class)
          .withPropertyValues(
              "management.endpoint.midnight.access=unrestricted",
              "management.endpoints.web.exposure.include=midnight");

  @Test
  void whoIsNotSignedInSeesNothing() {
    runner.run(
        context ->
            assertThat(browser(context, request -> request).get("/midnight/api/caches"))
                .hasStatus(401));
  }

  @Test
  void theTokenOfSpringSecurityIsCarriedAndTheUserAudited() {
    runner.run(
        context -> {
          ConsoleBrowser operator = browser(context, basic("operator"));
          assertThat(operator.json("/midnight/api/session").path("headers").size()).isEqualTo(2);
          assertThat(operator.act(REFRESH)).hasStatus(202);
          assertThat(operator.forge(REFRESH)).hasStatus(403);
          assertThat(context.getBean(ConsoleApplication.class).audited())
              .containsExactly("operator MIDNIGHT_REFRESH");
        });
  }

  @Test
  void whoMayOnlyReadTheEndpointMayOnlyReadHere() {
    runner.run(
        context -> {
          ConsoleBrowser reader = browser(context, basic("reader"));
          assertThat(reader.get("/midnight/api/caches")).hasStatusOk();
          assertThat(reader.json("/midnight/api/session").path("canAct").asBoolean()).isFalse();
          assertThat(reader.act(REFRESH)).hasStatus(403);
          assertThat(context.getBean(ConsoleApplication.class).audited()).isEmpty();
        });
  }

  @Test
  void whoMayNotReadTheEndpointSeesNothingHereEither() {
    runner.run(
        context ->
            assertThat(browser(context, basic("stranger")).get("/midnight/api/caches"))
                .hasStatus(403));
  }

  private static ConsoleBrowser browser(WebApplicationContext context, RequestPostProcessor user) {
    return new ConsoleBrowser(
        context, user, context.getBean("springSecurityFilterChain", Filter.class));
  }

  private static RequestPostProcessor basic(String name) {
    return request -> {
      org.springframework.http.HttpHeaders headers = new org.springframework.http.HttpHeaders();
      headers.setBasicAuth(name, "secret");
      request.addHeader("Authorization", String.valueOf(headers.getFirst("Authorization")));
      return request;
    };
  }

  /** Signed in is enough for the console itself; Actuator asks for more. */
  @Configuration(proxyBeanMethods = false)
  @EnableWebSecurity
  static class Rules {

    @Bean
    SecurityFilterChain chain(HttpSecurity http) throws Exception {
      return http.authorizeHttpRequests(
              requests ->
                  requests
                      .requestMatchers(HttpMethod.GET, "/actuator/**")
                      .hasAnyRole("OPERATOR", "READER")
                      .requestMatchers("/actuator/**")
                      .hasRole("OPERATOR")
                      .anyRequest()
                      .authenticated())
          .httpBasic(Customizer.withDefaults())
          .build();
    }

    @Bean
    UserDetailsService users() {
      return new InMemoryUserDetailsManager(
          User.withUsername("operator").password("{noop}secret").roles("OPERATOR").build(),
          User.withUsername("reader").password("{noop}secret").roles("READER").build(),
          User.withUsername("stranger").password("{noop}secret").roles("OTHER").build());
    }
  }
}
