package dev.midnight.console;

import dev.midnight.SnapshotSource;
import dev.midnight.autoconfigure.MidnightActuatorAutoConfiguration;
import dev.midnight.autoconfigure.MidnightAutoConfiguration;
import dev.midnight.autoconfigure.MidnightConsoleAbsenceAutoConfiguration;
import dev.midnight.autoconfigure.MidnightConsoleAutoConfiguration;
import dev.midnight.autoconfigure.MidnightQuartzAutoConfiguration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.jackson.JacksonEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.actuate.web.ServletManagementContextAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.event.EventListener;

/** A web application over one cache, with the console where a test enables it. */
class ConsoleApplication {

  static final AutoConfigurations MIDNIGHT =
      AutoConfigurations.of(
          MidnightAutoConfiguration.class,
          MidnightQuartzAutoConfiguration.class,
          MidnightActuatorAutoConfiguration.class,
          MidnightConsoleAutoConfiguration.class,
          MidnightConsoleAbsenceAutoConfiguration.class,
          JacksonAutoConfiguration.class,
          EndpointAutoConfiguration.class,
          JacksonEndpointAutoConfiguration.class,
          WebEndpointAutoConfiguration.class);

  private static final AutoConfigurations WEB =
      AutoConfigurations.of(
          DispatcherServletAutoConfiguration.class,
          WebMvcAutoConfiguration.class,
          HttpMessageConvertersAutoConfiguration.class,
          ManagementContextAutoConfiguration.class,
          ServletManagementContextAutoConfiguration.class);

  private final List<String> audited = new CopyOnWriteArrayList<>();

  static WebApplicationContextRunner runner() {
    return new WebApplicationContextRunner()
        .withInitializer(
            context ->
                context.getEnvironment().setConversionService(new ApplicationConversionService()))
        .withConfiguration(MIDNIGHT)
        .withConfiguration(WEB)
        .withUserConfiguration(ConsoleApplication.class);
  }

  static WebApplicationContextRunner enabled() {
    return runner().withPropertyValues("midnight.console.enabled=true");
  }

  @SnapshotSource
  Map<String, String> towns() {
    return Map.of("X", "Xanten");
  }

  @EventListener
  void onAudit(AuditApplicationEvent event) {
    audited.add(event.getAuditEvent().getPrincipal() + " " + event.getAuditEvent().getType());
  }

  List<String> audited() {
    return audited;
  }
}
