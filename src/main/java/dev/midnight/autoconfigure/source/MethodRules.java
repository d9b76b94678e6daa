package dev.midnight.autoconfigure.source;

import dev.midnight.RefreshContext;
import dev.midnight.autoconfigure.diagnosis.RefusedConfigurationException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.stream.BaseStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a method must be to serve as a source. */
final class MethodRules {

  private MethodRules() {}

  static String describe(Method method) {
    String parameters =
        Stream.of(method.getParameterTypes())
            .map(Class::getSimpleName)
            .collect(Collectors.joining(", "));
    return method.getDeclaringClass().getSimpleName()
        + "."
        + method.getName()
        + "("
        + parameters
        + ")";
  }

  /** Refuses what could not be called through a bean, or gives nothing. */
  static void check(Method method) {
    if (Modifier.isPrivate(method.getModifiers())) {
      throw refused(method, "is private: proxies of its bean cannot be called", "Make it public.");
    }
    if (Modifier.isStatic(method.getModifiers())) {
      throw refused(method, "is static: it belongs to no bean", "Make it an instance method.");
    }
    if (method.getReturnType() == void.class || method.getReturnType() == Void.class) {
      throw refused(
          method,
          "returns nothing: there would be nothing to publish",
          "Return a Map, or a Stream or Collection with a key, or one object.");
    }
    if (!parametersAllowed(method)) {
      throw refused(
          method,
          "takes parameters that nobody could give it",
          "It may take one RefreshContext, and nothing else.");
    }
  }

  private static boolean parametersAllowed(Method method) {
    Class<?>[] parameters = method.getParameterTypes();
    return parameters.length == 0
        || (parameters.length == 1 && parameters[0] == RefreshContext.class);
  }

  static boolean isStream(Class<?> type) {
    return BaseStream.class.isAssignableFrom(type);
  }

  static RefusedConfigurationException refused(Method method, String rule, String remedy) {
    return new RefusedConfigurationException(
        "@SnapshotSource method %s %s. The application does not start."
            .formatted(describe(method), rule),
        remedy);
  }
}
