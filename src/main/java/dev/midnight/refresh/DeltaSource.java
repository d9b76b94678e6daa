package dev.midnight.refresh;

import dev.midnight.DeltaLoader;
import dev.midnight.SnapshotValidator;
import java.util.List;

/**
 * Where the changes of one cache are read, and how they are judged.
 *
 * @param validators asked in order with the snapshot that the delta would make
 * @param minOverlap share of the current keys that must stay, 0 to 1
 */
public record DeltaSource<K, V>(
    DeltaLoader<K, V> loader, List<SnapshotValidator<K, V>> validators, double minOverlap) {

  public DeltaSource {
    validators = List.copyOf(validators);
  }
}
