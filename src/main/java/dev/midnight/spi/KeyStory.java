package dev.midnight.spi;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a cache knows of one key: what readers get for it, since when, and what it was before.
 *
 * @param present whether readers get a value now
 * @param value that they get, or null
 * @param version of the snapshot that was asked, 0 before the first
 * @param generation of that snapshot
 * @param since what made it so, or null if that is not known any more
 * @param certain whether {@code since} was recorded; otherwise it follows from what is kept, and
 *     the value may be older
 * @param changes of this key that are still recorded, newest first; those that changed too many
 *     entries to list them are among them, as they may have changed this one
 * @param kept the value in each stored generation, newest first
 */
public record KeyStory(
    boolean present,
    @Nullable Object value,
    long version,
    long generation,
    @Nullable Change since,
    boolean certain,
    List<Change> changes,
    List<Kept> kept) {

  public KeyStory {
    changes = List.copyOf(changes);
    kept = List.copyOf(kept);
  }

  /** Who put a value there. */
  public enum Origin {
    /** A load of the whole data set. */
    LOAD,
    /** An online write. */
    WRITE,
    /** A delta of the source. */
    DELTA,
    /** An operator who went back to an older generation. */
    ROLLBACK,
    /** An operator who approved a rejected generation. */
    APPROVAL,
    /** The store, at the start of the process. */
    WARM_START,
    /** A single load of a key that the snapshot does not hold. */
    MISS
  }

  /**
   * A publish that changed the key.
   *
   * @param at when it was published, or null where only the generation is known
   * @param listed false of a publish that changed too many entries to list them
   * @param present whether the key was there afterwards, where that is listed
   */
  public record Change(
      Origin origin,
      long version,
      long generation,
      @Nullable Instant at,
      boolean listed,
      boolean present,
      @Nullable Object value) {}

  /**
   * A stored generation's view of the key.
   *
   * @param unreadable why its entries could not be read, or null
   */
  public record Kept(
      long generation,
      Standing standing,
      boolean present,
      @Nullable Object value,
      @Nullable String unreadable) {}
}
