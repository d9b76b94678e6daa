package dev.midnight.autoconfigure;

import dev.midnight.autoconfigure.diagnosis.RefusedConfigurationException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All caches that the application asks for, by name. Immutable. */
final class CacheDefinitions {

  private final Map<CanonicalName, CacheDefinition> byName = new LinkedHashMap<>();

  /** Names of caches that the application has built itself. */
  private final List<String> handMade;

  CacheDefinitions(List<CacheDefinition> definitions, List<String> handMade) {
    this.handMade = List.copyOf(handMade);
    for (CacheDefinition definition : definitions) {
      CacheDefinition other = byName.putIfAbsent(definition.canonicalName(), definition);
      if (other != null) {
        throw sameName(definition, other);
      }
    }
  }

  private static RefusedConfigurationException sameName(
      CacheDefinition one, CacheDefinition other) {
    return new RefusedConfigurationException(
        ("Cache '%s' has two sources: %s and %s. A cache is loaded from one source only, so the"
                + " application does not start. (Names match ignoring case and dashes.)")
            .formatted(one.name(), other.origin(), one.origin()),
        "Rename one of them, or load both within one loader.");
  }

  Collection<CacheDefinition> all() {
    return byName.values();
  }

  /** The definition that a name means, ignoring case and dashes. */
  @Nullable CacheDefinition find(String name) {
    return byName.get(CanonicalName.of(name));
  }

  /** Whether a name means a cache that the application has built itself. */
  boolean isHandMade(String name) {
    return handMade.stream()
        .anyMatch(made -> CanonicalName.of(made).equals(CanonicalName.of(name)));
  }

  /** Every name that there is. */
  SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>(handMade);
    byName.values().forEach(definition -> names.add(definition.name()));
    return names;
  }
}
