package dev.midnight.publish;

import dev.midnight.GroupSnapshot;
import dev.midnight.Snapshot;
import dev.midnight.SnapshotCache;
import java.util.HashMap;
import java.util.Map;

/** One common state of the members of a group, by their names. Immutable. */
record GroupState(String group, long generation, Map<String, Snapshot<?, ?>> members)
    implements GroupSnapshot {

  GroupState {
    members = Map.copyOf(members);
  }

  GroupState with(String cache, Snapshot<?, ?> next) {
    Map<String, Snapshot<?, ?>> changed = new HashMap<>(members);
    changed.put(cache, next);
    return new GroupState(group, generation, changed);
  }

  @Override
  @SuppressWarnings("unchecked")
  public <K, V> Snapshot<K, V> of(SnapshotCache<K, V> cache) {
    Snapshot<?, ?> snapshot = members.get(cache.name());
    if (snapshot == null) {
      throw new IllegalArgumentException(
          "Group '%s' has no member '%s': its snapshot holds %s only. Add it to midnight.groups.%s.caches."
              .formatted(group, cache.name(), members.keySet(), group));
    }
    return (Snapshot<K, V>) snapshot;
  }
}
