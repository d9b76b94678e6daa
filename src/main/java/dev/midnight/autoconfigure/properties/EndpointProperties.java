package dev.midnight.autoconfigure.properties;

import java.util.Set;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the endpoint shows.
 *
 * @param showValues Whom keys and values of the data are shown.
 * @param roles Roles of those who are authorized to see values; all who are logged in, if empty.
 */
@ConfigurationProperties("management.endpoint.midnight")
public record EndpointProperties(
    @DefaultValue("never") Show showValues, @DefaultValue Set<String> roles) {}
