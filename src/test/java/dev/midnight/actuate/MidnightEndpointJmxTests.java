package dev.midnight.actuate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midnight.spi.FakeCache;
import dev.midnight.spi.FakeRegistry;
import java.util.Arrays;
import java.util.Map;
import javax.management.MBeanParameterInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.jmx.JmxEndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jmx.JmxAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

class MidnightEndpointJmxTests {

  private final FakeCache cities = new FakeCache("cities");

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  JmxAutoConfiguration.class,
                  EndpointAutoConfiguration.class,
                  JmxEndpointAutoConfiguration.class))
          .withPropertyValues(
              "spring.jmx.enabled=true",
              "management.endpoints.jmx.exposure.include=midnight",
              "management.endpoint.midnight.access=UNRESTRICTED")
          .withBean(
              MidnightEndpoint.class,
              () -> new MidnightEndpoint(FakeRegistry.of(cities), event -> {}));

  @Test
  void cachesAreShownAndActedOnOverJmx() {
    runner.run(
        context -> {
          assertThat(invoke(context, "cache", "Cities"))
              .asInstanceOf(InstanceOfAssertFactories.MAP)
              .containsEntry("state", "UNLOADED");
          assertThat(invoke(context, "act", "cities", "refresh", null, null, null, null))
              .isEqualTo(
                  Map.of("cache", "cities", "action", "refresh", "result", "started", "cycle", 1L));
          assertThatThrownBy(() -> invoke(context, "cache", "countries"))
              .rootCause()
              .hasMessageContaining("There is no cache 'countries'");
        });
  }

  private static Object invoke(
      ApplicationContext context, String operation, @Nullable Object... arguments)
      throws Exception {
    MBeanServer server = context.getBean(MBeanServer.class);
    ObjectName name =
        server
            .queryNames(
                new ObjectName("org.springframework.boot:type=Endpoint,name=Midnight,*"), null)
            .iterator()
            .next();
    return server.invoke(name, operation, arguments, signature(server, name, operation));
  }

  private static String[] signature(MBeanServer server, ObjectName name, String operation)
      throws Exception {
    for (var info : server.getMBeanInfo(name).getOperations()) {
      if (info.getName().equals(operation)) {
        return Arrays.stream(info.getSignature())
            .map(MBeanParameterInfo::getType)
            .toArray(String[]::new);
      }
    }
    throw new IllegalArgumentException(operation);
  }
}
