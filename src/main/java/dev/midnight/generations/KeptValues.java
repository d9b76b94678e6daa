package dev.midnight.generations;

import dev.midnight.refresh.Failures;
import dev.midnight.spi.KeyStory;
import dev.midnight.spi.StoredGeneration;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The value of one key in each stored generation, read from the store when somebody asks. */
final class KeptValues {

  private KeptValues() {}

  static <K, V> List<KeyStory.Kept> of(@Nullable Shelf<K, V> shelf, K key) {
    List<KeyStory.Kept> values = new ArrayList<>();
    if (shelf != null) {
      for (StoredGeneration stored : shelf.kept()) {
        values.add(read(shelf, stored, key));
      }
    }
    return values;
  }

  private static <K, V> KeyStory.Kept read(Shelf<K, V> shelf, StoredGeneration stored, K key) {
    AtomicReference<@Nullable V> found = new AtomicReference<>();
    try {
      StoredGeneration read =
          shelf
              .store()
              .read(
                  stored.generation(),
                  (other, value) -> {
                    if (key.equals(other)) {
                      found.set(value);
                    }
                  });
      V value = found.get();
      return new KeyStory.Kept(stored.generation(), read.standing(), value != null, value, null);
    } catch (IOException | RuntimeException e) {
      return new KeyStory.Kept(
          stored.generation(), stored.standing(), false, null, Failures.describe(e));
    }
  }
}
