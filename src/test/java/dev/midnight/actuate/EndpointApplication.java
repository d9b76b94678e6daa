package dev.midnight.actuate;

import dev.midnight.spi.CacheRegistry;
import dev.midnight.spi.FakeCache;
import dev.midnight.spi.FakeRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.jackson.JacksonEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.info.InfoEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.actuate.web.ServletManagementContextAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.actuate.endpoint.web.WebMvcHealthEndpointExtensionAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;

/** A web application with the endpoint over caches that do nothing, and nothing else. */
@SpringBootConfiguration
@ImportAutoConfiguration({
  TomcatServletWebServerAutoConfiguration.class,
  DispatcherServletAutoConfiguration.class,
  WebMvcAutoConfiguration.class,
  ErrorMvcAutoConfiguration.class,
  HttpMessageConvertersAutoConfiguration.class,
  JacksonAutoConfiguration.class,
  EndpointAutoConfiguration.class,
  WebEndpointAutoConfiguration.class,
  JacksonEndpointAutoConfiguration.class,
  ManagementContextAutoConfiguration.class,
  ServletManagementContextAutoConfiguration.class,
  HealthContributorRegistryAutoConfiguration.class,
  HealthEndpointAutoConfiguration.class,
  WebMvcHealthEndpointExtensionAutoConfiguration.class,
  InfoEndpointAutoConfiguration.class
})
class EndpointApplication {

  static final String HOSTILE = "a\"b\n<script>";

  private final List<AuditEvent> audited = new CopyOnWriteArrayList<>();

  @Bean
  FakeCache cities() {
    return new FakeCache("cityNames");
  }

  @Bean
  FakeCache hostile() {
    return new FakeCache(HOSTILE);
  }

  @Bean
  CacheRegistry caches(FakeCache cities, FakeCache hostile) {
    return FakeRegistry.of(cities, hostile);
  }

  @Bean
  MidnightEndpoint endpoint(CacheRegistry caches, ApplicationEventPublisher events) {
    return new MidnightEndpoint(caches, events);
  }

  @Bean
  MidnightEndpointWebExtension webExtension(MidnightEndpoint endpoint) {
    return new MidnightEndpointWebExtension(endpoint);
  }

  @Bean
  MidnightHealthIndicator midnightHealthIndicator(CacheRegistry caches) {
    return new MidnightHealthIndicator(caches);
  }

  @Bean
  MidnightInfoContributor midnightInfoContributor(CacheRegistry caches) {
    return new MidnightInfoContributor(caches);
  }

  @EventListener
  void onAudit(AuditApplicationEvent event) {
    audited.add(event.getAuditEvent());
  }

  List<AuditEvent> audited() {
    return audited;
  }
}
