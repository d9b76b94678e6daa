package dev.midnight.autoconfigure;

import java.beans.Introspector;
import java.util.Locale;

/**
 * A name without case and dashes, by which properties find their cache.
 *
 * @param text what is left of the name
 */
record CanonicalName(String text) {

  static CanonicalName of(String name) {
    return new CanonicalName(name.replace("-", "").toLowerCase(Locale.ROOT));
  }

  /**
   * The name of the cache that a bean stands for: its own name without a suffix such as {@code
   * Loader}, and without the package or outer class that an imported or nested class brings.
   */
  static String withoutSuffix(String beanName, String suffix) {
    String simple =
        beanName.substring(Math.max(beanName.lastIndexOf('.'), beanName.lastIndexOf('$')) + 1);
    String name = simple.equals(beanName) ? beanName : Introspector.decapitalize(simple);
    return name.endsWith(suffix) && name.length() > suffix.length()
        ? name.substring(0, name.length() - suffix.length())
        : name;
  }
}
