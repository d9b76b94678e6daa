package dev.midnight.autoconfigure;

import dev.midnight.autoconfigure.diagnosis.NearestNames;
import dev.midnight.autoconfigure.diagnosis.RefusedConfigurationException;
import dev.midnight.autoconfigure.properties.GroupProperties;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which cache belongs to which group; refuses what cannot be one group. Immutable. */
final class GroupMembers {

  private final CacheDefinitions definitions;
  private final Map<String, List<CacheDefinition>> byGroup = new LinkedHashMap<>();
  private final Map<CanonicalName, String> groups = new LinkedHashMap<>();

  GroupMembers(Map<String, GroupProperties> properties, CacheDefinitions definitions) {
    this.definitions = definitions;
    properties.forEach(this::add);
  }

  private void add(String group, GroupProperties properties) {
    if (definitions.find(group) != null || definitions.isHandMade(group)) {
      throw refused(group, "has the name of a cache", "Give the group a name of its own.");
    }
    if (properties.caches().isEmpty()) {
      throw refused(group, "has no members", "Name them in midnight.groups." + group + ".caches.");
    }
    List<CacheDefinition> members = new ArrayList<>();
    for (String name : properties.caches()) {
      members.add(member(group, name));
    }
    byGroup.put(group, members);
  }

  private CacheDefinition member(String group, String name) {
    CacheDefinition member = definitions.find(name);
    if (member == null) {
      throw refused(
          group,
          definitions.isHandMade(name)
              ? "names the member '%s', a bean of your own".formatted(name)
              : "names the member '%s', which does not exist".formatted(name),
          NearestNames.suggest(name, definitions.names()));
    }
    if (member.kind() == LoaderKind.VALUE) {
      throw refused(
          group,
          "names the member '%s', which is a SnapshotValue".formatted(name),
          "Only caches can be published as one: leave it out.");
    }
    String other = groups.putIfAbsent(member.canonicalName(), group);
    if (other != null) {
      throw refused(
          group,
          "names the member '%s', which is %s"
              .formatted(
                  name, other.equals(group) ? "named before" : "in group '" + other + "' already"),
          "A cache is a member of one group, once.");
    }
    return member;
  }

  private static RefusedConfigurationException refused(String group, String rule, String remedy) {
    return new RefusedConfigurationException(
        "Group '%s' %s. The application does not start.".formatted(group, rule), remedy);
  }

  /** The group of a cache, or null if it is in none. */
  @Nullable String groupOf(CacheDefinition definition) {
    return groups.get(definition.canonicalName());
  }

  List<CacheDefinition> members(String group) {
    return byGroup.getOrDefault(group, List.of());
  }
}
