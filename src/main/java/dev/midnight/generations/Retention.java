package dev.midnight.generations;

import dev.midnight.spi.Standing;
import dev.midnight.spi.StoredGeneration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which stored generations may go: all but the newest published ones, the newest rejected one, the
 * newest withdrawn one, and those that somebody needs.
 *
 * @param published how many published ones stay, at least 1
 */
record Retention(int published) {

  /** Of generations in any order, with the numbers of those that stay whatever their standing. */
  List<StoredGeneration> expired(List<StoredGeneration> all, Set<Long> needed) {
    List<StoredGeneration> expired = new ArrayList<>();
    for (Standing standing : Standing.values()) {
      all.stream()
          .filter(stored -> stored.standing() == standing)
          .sorted((one, other) -> Long.compare(other.generation(), one.generation()))
          .skip(standing == Standing.PUBLISHED ? published : 1)
          .filter(stored -> !needed.contains(stored.generation()))
          .forEach(expired::add);
    }
    return expired;
  }
}
