package dev.midnight.autoconfigure;

import dev.midnight.autoconfigure.properties.MidnightProperties;
import dev.midnight.console.ActionHeaders;
import dev.midnight.console.ConsoleParts;
import dev.midnight.console.EndpointOperations;
import dev.midnight.console.EndpointPermission;
import dev.midnight.console.MidnightConsole;
import dev.midnight.console.SecuredEndpoint;
import dev.midnight.console.SecurityToken;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.endpoint.EndpointAccessResolver;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.OperationFilter;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.invoke.ParameterValueMapper;
import org.springframework.boot.actuate.endpoint.jackson.EndpointJsonMapper;
import org.springframework.boot.actuate.endpoint.web.EndpointMediaTypes;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpointDiscoverer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.web.access.WebInvocationPrivilegeEvaluator;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

/** Serves the console where {@code midnight.console.enabled} says so. */
@AutoConfiguration(
    after = MidnightActuatorAutoConfiguration.class,
    afterName =
        "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration")
@ConditionalOnProperty("midnight.console.enabled")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({RouterFunction.class, WebEndpointDiscoverer.class, JsonMapper.class})
public final class MidnightConsoleAutoConfiguration {

  /** The endpoint's operations, whether or not Actuator shows them under its own path. */
  @Bean
  EndpointOperations midnightConsoleOperations(
      ApplicationContext context, ParameterValueMapper values, EndpointAccessResolver access) {
    return new EndpointOperations(
        new WebEndpointDiscoverer(
            context,
            values,
            EndpointMediaTypes.DEFAULT,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(OperationFilter.byAccess(access))));
  }

  @Bean
  RouterFunction<ServerResponse> midnightConsole(
      MidnightProperties properties,
      EndpointOperations operations,
      ObjectProvider<EndpointPermission> permission,
      ObjectProvider<ActionHeaders> headers,
      ObjectProvider<EndpointJsonMapper> endpointMapper,
      ObjectProvider<JsonMapper> mapper,
      Environment environment) {
    EndpointJsonMapper json = endpointMapper.getIfAvailable();
    ConsoleParts parts =
        new ConsoleParts(
            environment.getProperty("spring.application.name", ""),
            operations,
            permission.getIfAvailable(() -> EndpointPermission.ALL),
            headers.getIfAvailable(() -> ActionHeaders.NONE),
            showsValues(environment),
            json == null ? mapper.getObject() : json.get());
    return new MidnightConsole(parts).routes(properties.console().path());
  }

  private static boolean showsValues(Environment environment) {
    return environment.getProperty(
            "management.endpoint.midnight.show-values", Show.class, Show.NEVER)
        != Show.NEVER;
  }

  /** Spring Security's part, where it is there. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(WebInvocationPrivilegeEvaluator.class)
  static final class SecurityConfiguration {

    private static final EndpointId ENDPOINT = EndpointId.of("midnight");

    @Bean
    @ConditionalOnMissingBean
    ActionHeaders midnightConsoleHeaders() {
      return new SecurityToken();
    }

    @Bean
    @ConditionalOnMissingBean
    EndpointPermission midnightConsolePermission(
        ObjectProvider<WebInvocationPrivilegeEvaluator> rules,
        ObjectProvider<PathMappedEndpoints> paths,
        Environment environment) {
      WebInvocationPrivilegeEvaluator known = rules.getIfUnique();
      boolean sameServer = ManagementPortType.get(environment) == ManagementPortType.SAME;
      PathMappedEndpoints mapped = paths.getIfAvailable();
      return known == null || mapped == null || !sameServer
          ? EndpointPermission.ALL
          : new SecuredEndpoint(known, () -> mapped.getPath(ENDPOINT));
    }
  }
}
