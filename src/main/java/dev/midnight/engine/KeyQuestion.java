package dev.midnight.engine;

import dev.midnight.Snapshot;
import dev.midnight.generations.Generations;
import dev.midnight.publish.Publisher;
import dev.midnight.spi.Found;
import dev.midnight.spi.KeyStory;
import dev.midnight.spi.KeyStory.Change;
import dev.midnight.spi.KeyStory.Kept;
import dev.midnight.spi.KeyStory.Origin;
import dev.midnight.spi.Misses;
import dev.midnight.spi.Standing;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells the story of one key from what is there: the snapshot, the journal of changes, what is
 * remembered of misses, and the stored generations.
 */
record KeyQuestion<K, V>(
    Publisher<K, V> publisher, Generations<K, V> generations, Misses<K, V> misses) {

  KeyStory ask(K key) {
    Snapshot<K, V> current = publisher.current();
    V value = current == null ? null : current.get(key);
    List<Change> changes = publisher.changesOf(key);
    List<Kept> kept = generations.kept(key);
    Found<V> found = value != null || current == null ? null : misses.find(key);
    V missed = found == null ? null : found.value();
    if (current != null && missed != null) {
      Change miss =
          new Change(
              Origin.MISS, current.version(), current.generation(), null, true, true, missed);
      return story(current, missed, new Since(miss, true), changes, kept);
    }
    return story(current, value, since(value, changes, kept), changes, kept);
  }

  private static KeyStory story(
      @Nullable Snapshot<?, ?> current,
      @Nullable Object value,
      Since since,
      List<Change> changes,
      List<Kept> kept) {
    return new KeyStory(
        value != null,
        value,
        current == null ? 0 : current.version(),
        current == null ? 0 : current.generation(),
        since.change(),
        since.certain(),
        changes,
        kept);
  }

  private record Since(@Nullable Change change, boolean certain) {}

  /**
   * The newest listed change, unless a publish after it changed too many entries to list them, and
   * the key is another one now: then that publish did it.
   */
  private static Since since(@Nullable Object value, List<Change> changes, List<Kept> kept) {
    Change unlisted = null;
    for (Change change : changes) {
      if (change.listed()) {
        boolean stays = unlisted == null || Objects.equals(change.value(), value);
        return new Since(stays ? change : unlisted, true);
      }
      unlisted = change;
    }
    return value == null ? new Since(unlisted, false) : oldest(value, unlisted, kept);
  }

  /** The oldest generation from which on all that were published and are kept hold this value. */
  private static Since oldest(Object value, @Nullable Change unlisted, List<Kept> kept) {
    Kept oldest = null;
    for (Kept generation : kept) {
      if (generation.standing() == Standing.PUBLISHED && generation.unreadable() == null) {
        if (!value.equals(generation.value())) {
          return new Since(oldest == null ? unlisted : change(oldest), oldest != null);
        }
        oldest = generation;
      }
    }
    return new Since(oldest == null ? unlisted : change(oldest), false);
  }

  private static Change change(Kept kept) {
    return new Change(Origin.LOAD, 0, kept.generation(), null, true, kept.present(), kept.value());
  }
}
