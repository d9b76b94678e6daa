package dev.midnight.autoconfigure;

import dev.midnight.autoconfigure.diagnosis.RefusedConfigurationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which units come before which. {@code depends-on} must be obeyed, and its cycles are refused;
 * what a loader injects is a hint, which is dropped where it would close a cycle.
 */
final class LoadOrder {

  private final Map<String, Set<String>> before = new TreeMap<>();

  void dependsOn(String unit, Set<String> parents) {
    before.computeIfAbsent(unit, name -> new LinkedHashSet<>()).addAll(parents);
  }

  /** To be called after all dependencies are known to be free of cycles. */
  void injects(String unit, Set<String> others) {
    for (String other : others) {
      if (!other.equals(unit) && !reaches(other, unit, new LinkedHashSet<>())) {
        dependsOn(unit, Set.of(other));
      }
    }
  }

  private boolean reaches(String from, String to, Set<String> seen) {
    return from.equals(to)
        || (seen.add(from) && before(from).stream().anyMatch(parent -> reaches(parent, to, seen)));
  }

  Set<String> before(String unit) {
    return before.getOrDefault(unit, Set.of());
  }

  /** Parents first; refuses a cycle, and prints it. */
  List<String> sorted() {
    Map<String, Boolean> done = new LinkedHashMap<>();
    for (String unit : before.keySet()) {
      visit(unit, new ArrayList<>(), done);
    }
    return List.copyOf(done.keySet());
  }

  private void visit(String unit, List<String> path, Map<String, Boolean> done) {
    if (path.contains(unit)) {
      throw cycle(path.subList(path.indexOf(unit), path.size()), unit);
    }
    if (done.containsKey(unit)) {
      return;
    }
    path.add(unit);
    before(unit).forEach(parent -> visit(parent, path, done));
    path.remove(path.size() - 1);
    done.put(unit, true);
  }

  private static RefusedConfigurationException cycle(List<String> path, String end) {
    return new RefusedConfigurationException(
        ("depends-on goes round in a circle: %s → %s. None of them could be refreshed first, so"
                + " the application does not start.")
            .formatted(String.join(" → ", path), end),
        "Remove one of these dependencies.");
  }
}
