package dev.midnight.autoconfigure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;

/** One warning at start-up for a console that is wanted and cannot be served. */
final class ConsoleAbsence implements SmartInitializingSingleton {

  private static final Logger log = LoggerFactory.getLogger("dev.midnight");

  /** What the console stands on, by the class that shows that it is there. */
  private static final Map<String, String> NEEDED = new LinkedHashMap<>();

  static {
    NEEDED.put(
        "org.springframework.web.servlet.function.RouterFunction",
        "Spring MVC (spring-boot-starter-webmvc)");
    NEEDED.put(
        "org.springframework.boot.actuate.endpoint.web.annotation.WebEndpointDiscoverer",
        "Actuator (spring-boot-starter-actuator)");
    NEEDED.put("tools.jackson.databind.json.JsonMapper", "Jackson 3 (spring-boot-starter-jackson)");
  }

  private final @Nullable ClassLoader classes;

  ConsoleAbsence(ApplicationContext context) {
    this.classes = context.getClassLoader();
  }

  @Override
  public void afterSingletonsInstantiated() {
    log.warn(
        "midnight.console.enabled is true but {}, so that there is no console. Mend that, or leave"
            + " the property out.",
        reason());
  }

  private String reason() {
    List<String> missing =
        NEEDED.entrySet().stream()
            .filter(needed -> !ClassUtils.isPresent(needed.getKey(), classes))
            .map(Map.Entry::getValue)
            .toList();
    return missing.isEmpty()
        ? "this is no servlet web application"
        : "the class path lacks " + String.join(" and ", missing);
  }
}
