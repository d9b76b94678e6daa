package dev.midnight.autoconfigure;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.EndpointExposureOutcomeContributor;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.core.env.Environment;

/**
 * Has the endpoint's bean made where only the console shows it. Actuator's own paths stay as {@code
 * management.endpoints.web.exposure} says.
 */
final class ConsoleExposure implements EndpointExposureOutcomeContributor {

  private static final String ENABLED = "midnight.console.enabled";

  private final boolean enabled;

  /** Made by Actuator, by reflection. */
  ConsoleExposure(Environment environment) {
    this.enabled = environment.getProperty(ENABLED, Boolean.class, false);
  }

  @Override
  public @Nullable ConditionOutcome getExposureOutcome(
      EndpointId endpoint, Set<EndpointExposure> exposures, ConditionMessage.Builder message) {
    return enabled
            && exposures.contains(EndpointExposure.WEB)
            && endpoint.equals(EndpointId.of("midnight"))
        ? ConditionOutcome.match(message.because("marked as exposed by '" + ENABLED + "'"))
        : null;
  }
}
