package dev.midnight.autoconfigure;

import dev.midnight.CronSchedule;
import dev.midnight.autoconfigure.diagnosis.NearestNames;
import dev.midnight.autoconfigure.diagnosis.RefusedConfigurationException;
import dev.midnight.autoconfigure.properties.CacheProperties;
import dev.midnight.autoconfigure.properties.GroupProperties;
import dev.midnight.autoconfigure.properties.MidnightProperties;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what properties, annotations and defaults say: a cache's own property is stronger
 * than its annotation, and that is stronger than {@code midnight.defaults}.
 */
final class SettingsResolver {

  /** As the engine does for a cache that has its own schedule. */
  private static final Duration STALENESS_MARGIN = Duration.ofHours(2);

  private final MidnightProperties properties;
  private final CacheDefinitions definitions;
  private final GroupMembers groups;
  private final Schedules schedules;
  private final Map<CanonicalName, CacheProperties> own = new LinkedHashMap<>();

  /** Refuses settings of caches that do not exist. */
  SettingsResolver(
      MidnightProperties properties, CacheDefinitions definitions, Schedules schedules) {
    this.properties = properties;
    this.definitions = definitions;
    this.schedules = schedules;
    this.groups = new GroupMembers(properties.groups(), definitions);
    properties.caches().forEach(this::add);
  }

  private void add(String name, CacheProperties settings) {
    if (definitions.find(name) == null) {
      throw definitions.isHandMade(name) ? handMade(name) : unknown(name);
    }
    own.put(CanonicalName.of(name), settings);
  }

  private RefusedConfigurationException unknown(String name) {
    return new RefusedConfigurationException(
        "midnight.caches.%s: there is no cache of that name. The application does not start, because the settings would be lost."
            .formatted(name),
        NearestNames.suggest(name, definitions.names()));
  }

  private static RefusedConfigurationException handMade(String name) {
    return new RefusedConfigurationException(
        "midnight.caches.%s: that cache is a bean of your own, which properties cannot reach. The application does not start."
            .formatted(name),
        "Set it up where it is built, and remove these properties.");
  }

  GroupMembers groups() {
    return groups;
  }

  /** What holds for a cache that Midnight builds. */
  CacheSettings of(CacheDefinition definition) {
    CacheProperties explicit =
        own.getOrDefault(definition.canonicalName(), CacheProperties.ofSchedule(null, null))
            .over(definition.declared());
    CacheProperties all = explicit.over(properties.defaults());
    String group = groups.groupOf(definition);
    return group == null ? alone(definition, all) : member(definition, group, explicit, all);
  }

  /** What holds for a cache that the application built itself: the defaults of its start. */
  CacheSettings ofHandMade() {
    return new CacheSettings(null, Duration.ZERO, List.of(), null, null, properties.defaults());
  }

  private CacheSettings alone(CacheDefinition definition, CacheProperties all) {
    CronSchedule schedule = schedules.schedule("midnight.caches." + definition.name(), all);
    return new CacheSettings(
        schedule,
        schedules.jitter(definition.name(), schedule, all),
        dependencies(definition, all),
        all.maxStaleness(),
        null,
        all);
  }

  private CacheSettings member(
      CacheDefinition definition, String group, CacheProperties explicit, CacheProperties all) {
    refuseOnMember(definition, group, "cron", explicit.cron());
    refuseOnMember(definition, group, "depends-on", explicit.dependsOn());
    return new CacheSettings(
        null, Duration.ZERO, List.of(), maxStaleness(of(group).schedule(), all), group, all);
  }

  private static @Nullable Duration maxStaleness(
      @Nullable CronSchedule schedule, CacheProperties all) {
    Duration gap = schedule == null ? null : schedule.longestGap();
    return all.maxStaleness() != null || gap == null
        ? all.maxStaleness()
        : gap.plus(STALENESS_MARGIN);
  }

  /** When deltas of a cache are taken; the members of a group take none. */
  DeltaSettings deltasOf(CacheDefinition definition) {
    CacheProperties explicit = own.get(definition.canonicalName());
    String asked = explicit == null ? null : explicit.delta().cron();
    CacheProperties all = of(definition).properties();
    String prefix = "midnight.caches." + definition.name();
    CronSchedule schedule = schedules.deltaSchedule(prefix, all);
    String group = groups.groupOf(definition);
    if (group != null) {
      refuseOnMember(definition, group, "delta.cron", schedule == null ? null : asked);
      return DeltaSettings.NEVER;
    }
    return new DeltaSettings(
        schedule,
        schedules.deltaJitter(definition.name() + ".delta", schedule, all.jitter()),
        asked != null);
  }

  private static void refuseOnMember(
      CacheDefinition definition, String group, String key, @Nullable Object value) {
    if (value != null) {
      throw new RefusedConfigurationException(
          ("Cache '%s': %s is '%s', but the cache is a member of group '%s', whose members are"
                  + " refreshed together. The application does not start.")
              .formatted(definition.name(), key, value, group),
          "Remove it from the cache%s."
              .formatted(key.equals("cron") ? ", and set midnight.groups." + group + ".cron" : ""));
    }
  }

  /** What holds for a group. */
  CacheSettings of(String group) {
    GroupProperties said = Objects.requireNonNull(properties.groups().get(group));
    CacheProperties all = said.over(properties.defaults());
    CronSchedule schedule = schedules.schedule("midnight.groups." + group, all);
    return new CacheSettings(
        schedule, schedules.jitter(group, schedule, all), List.of(), null, group, all);
  }

  private List<String> dependencies(CacheDefinition definition, CacheProperties all) {
    List<String> names = new ArrayList<>();
    for (String name : Objects.requireNonNullElse(all.dependsOn(), List.<String>of())) {
      CacheDefinition parent = definitions.find(name);
      boolean inherited = definition.equals(parent) && isInherited(definition);
      if (parent == null && !definitions.isHandMade(name)) {
        throw new RefusedConfigurationException(
            "Cache '%s': it depends on '%s', which does not exist. The application does not start."
                .formatted(definition.name(), name),
            NearestNames.suggest(name, definitions.names()));
      }
      if (!inherited) {
        names.add(parent == null ? name : parent.name());
      }
    }
    return names;
  }

  /** A default that names the cache itself is meant for the others. */
  private boolean isInherited(CacheDefinition definition) {
    CacheProperties settings = own.get(definition.canonicalName());
    return settings == null || settings.dependsOn() == null;
  }
}
