package dev.midnight.autoconfigure.properties;

import java.util.regex.Pattern;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The console, a page for operators.
 *
 * @param enabled Whether the console is served. It needs Spring MVC and Actuator, and follows
 *     'management.endpoint.midnight.access'.
 * @param path Path of the console below the application's context path.
 */
public record ConsoleProperties(
    @DefaultValue("false") boolean enabled, @DefaultValue("/midnight") String path) {

  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]*[A-Za-z0-9_~-])+");

  public ConsoleProperties {
    if (!PATH.matcher(path).matches()) {
      throw new IllegalArgumentException(
          "midnight.console.path is '%s' but must be segments of letters, digits and ._~-, each behind"
                  .formatted(path)
              + " a slash, with none at the end, so it is refused. The default is /midnight.");
    }
  }
}
