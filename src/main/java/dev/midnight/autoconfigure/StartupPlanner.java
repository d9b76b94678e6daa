package dev.midnight.autoconfigure;

import dev.midnight.SnapshotGroup;
import dev.midnight.autoconfigure.properties.StartupFailure;
import dev.midnight.autoconfigure.properties.StartupMode;
import dev.midnight.spi.CacheRegistry;
import dev.midnight.spi.ManagedCache;
import dev.midnight.spi.Scheduled;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** Decides what is loaded at start-up, and in which order. */
final class StartupPlanner {

  private final ConfigurableListableBeanFactory beans;
  private final CacheRegistry registry;
  private final CacheDefinitions definitions;
  private final SettingsResolver settings;

  StartupPlanner(
      ConfigurableListableBeanFactory beans,
      CacheRegistry registry,
      CacheDefinitions definitions,
      SettingsResolver settings) {
    this.beans = beans;
    this.registry = registry;
    this.definitions = definitions;
    this.settings = settings;
  }

  /** All caches and groups, those that are loaded first before the others. */
  List<StartupUnit> plan() {
    Map<String, StartupUnit> units = units();
    LoadOrder order = new LoadOrder();
    units.values().forEach(unit -> order.dependsOn(unit.name(), unit.dependsOn()));
    order.sorted();
    addInjections(order, units);
    List<StartupUnit> sorted = new ArrayList<>();
    for (String name : order.sorted()) {
      StartupUnit unit = units.get(name);
      if (unit != null) {
        sorted.add(unit.after(order.before(name)));
      }
    }
    return sorted;
  }

  private Map<String, StartupUnit> units() {
    Map<String, List<ManagedCache>> members = new TreeMap<>();
    for (ManagedCache cache : registry.caches()) {
      members.computeIfAbsent(unitOf(cache.name()), name -> new ArrayList<>()).add(cache);
    }
    Map<String, StartupUnit> units = new LinkedHashMap<>();
    members.forEach((name, caches) -> units.put(name, unit(name, caches)));
    return units;
  }

  /** The group of a cache, or the cache itself. */
  private String unitOf(String cache) {
    CacheDefinition definition = definition(cache);
    String group = definition == null ? null : settings.groups().groupOf(definition);
    return group == null ? cache : group;
  }

  private @Nullable CacheDefinition definition(String cache) {
    CacheDefinition definition = definitions.find(cache);
    return definition != null && definition.name().equals(cache) ? definition : null;
  }

  private CacheSettings settingsOf(ManagedCache cache) {
    CacheDefinition definition = definition(cache.name());
    return definition == null ? settings.ofHandMade() : settings.of(definition);
  }

  private StartupUnit unit(String name, List<ManagedCache> caches) {
    List<CacheSettings> all = caches.stream().map(this::settingsOf).toList();
    boolean group = !caches.get(0).name().equals(name);
    Set<String> dependsOn = new LinkedHashSet<>();
    all.forEach(own -> own.dependsOn().forEach(parent -> dependsOn.add(unitOf(parent))));
    return new StartupUnit(
        name,
        group ? groupTarget(name) : caches.get(0),
        caches,
        mode(all),
        failure(all),
        (group ? settings.of(name) : all.get(0)).misfire(),
        dependsOn,
        dependsOn);
  }

  private Scheduled groupTarget(String group) {
    return (Scheduled) beans.getBean(group + "Group", SnapshotGroup.class);
  }

  /** Members are loaded together: who waits for one waits for all. */
  private static StartupMode mode(List<CacheSettings> all) {
    return all.stream()
        .map(CacheSettings::startup)
        .min(Comparator.naturalOrder())
        .orElse(StartupMode.BLOCK);
  }

  private static StartupFailure failure(List<CacheSettings> all) {
    return all.stream()
        .map(CacheSettings::startupFailure)
        .min(Comparator.naturalOrder())
        .orElse(StartupFailure.FAIL);
  }

  private void addInjections(LoadOrder order, Map<String, StartupUnit> units) {
    Map<String, String> unitsByBean = new HashMap<>();
    units.keySet().forEach(name -> unitsByBean.put(name + "Group", name));
    for (CacheDefinition definition : definitions.all()) {
      unitsByBean.put(definition.beanName(), unitOf(definition.name()));
    }
    InjectedCaches injected = new InjectedCaches(beans, unitsByBean);
    for (CacheDefinition definition : definitions.all()) {
      order.injects(unitOf(definition.name()), injected.of(definition.sourceBean()));
    }
  }
}
