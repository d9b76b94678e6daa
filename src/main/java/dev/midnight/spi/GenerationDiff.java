package dev.midnight.spi;

import dev.midnight.Changes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What readers would see change if a generation were served: for whoever must decide on it.
 *
 * @param generation its number, 0 of a rejected load that is kept nowhere
 * @param reason why it has that standing, or null
 * @param from the generation that it is compared with, 0 where nothing is published
 * @param changes how many keys there are of each kind
 * @param added the first of the keys that would come, at most {@link #SHOWN}
 * @param updated the first of those that would get another value
 * @param removed the first of those that would go
 * @param unreadable why its entries cannot be compared, or null; {@code changes} are then those
 *     that were counted as it was loaded
 */
public record GenerationDiff(
    long generation,
    Standing standing,
    @Nullable String reason,
    long from,
    Changes changes,
    List<Entry> added,
    List<Entry> updated,
    List<Entry> removed,
    @Nullable String unreadable) {

  /** How many keys of each kind are listed at most. */
  public static final int SHOWN = 100;

  public GenerationDiff {
    added = List.copyOf(added);
    updated = List.copyOf(updated);
    removed = List.copyOf(removed);
  }

  /** One key; the value that is not there is null. */
  public record Entry(Object key, @Nullable Object before, @Nullable Object after) {}
}
