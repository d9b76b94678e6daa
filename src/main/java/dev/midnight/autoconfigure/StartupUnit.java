package dev.midnight.autoconfigure;

import dev.midnight.MisfirePolicy;
import dev.midnight.autoconfigure.properties.StartupFailure;
import dev.midnight.autoconfigure.properties.StartupMode;
import dev.midnight.spi.CacheState;
import dev.midnight.spi.ManagedCache;
import dev.midnight.spi.Scheduled;
import java.util.List;
import java.util.Set;

/**
 * What is loaded, scheduled and closed as one: a cache, or a group with its members.
 *
 * @param target what the timer calls
 * @param members the cache alone, or all of the group
 * @param dependsOn names of units without whose first load this one is not loaded
 * @param loadsAfter names of units that are loaded before this one, those it depends on included
 */
record StartupUnit(
    String name,
    Scheduled target,
    List<ManagedCache> members,
    StartupMode mode,
    StartupFailure failure,
    MisfirePolicy misfire,
    Set<String> dependsOn,
    Set<String> loadsAfter) {

  boolean isGroup() {
    return !(target instanceof ManagedCache);
  }

  /** Under which key the lines of a log name it. */
  String key() {
    return isGroup() ? "group" : "cache";
  }

  String describe() {
    return (isGroup() ? "Group '" : "Cache '") + name + "'";
  }

  boolean isLoaded() {
    return members.stream().noneMatch(member -> member.status().state() == CacheState.UNLOADED);
  }

  /** The same, ordered after these units. */
  StartupUnit after(Set<String> units) {
    return new StartupUnit(name, target, members, mode, failure, misfire, dependsOn, units);
  }
}
