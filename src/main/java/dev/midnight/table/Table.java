package dev.midnight.table;

import dev.midnight.Changes;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An immutable hash table: an array of immutable shards. A change copies the shards that it touches
 * and shares the others, so that the next table costs little and one reference publishes it whole.
 *
 * <p>Neither keys nor values are null. Keys must not change their {@code hashCode} while they are
 * in a table.
 */
public final class Table<K, V> {

  private static final Table<?, ?> EMPTY = new Table<>(new Shard[] {Shard.EMPTY}, 0);

  private final Shard[] shards;
  private final int size;

  Table(Shard[] shards, long size) {
    if (size > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "A table of " + size + " keys is refused: at most 2147483647 can be counted by a Map.");
    }
    this.shards = shards;
    this.size = (int) size;
  }

  @SuppressWarnings("unchecked")
  public static <K, V> Table<K, V> empty() {
    return (Table<K, V>) EMPTY;
  }

  public int size() {
    return size;
  }

  /**
   * The value of the key, or null. Allocates nothing; throws NullPointerException on a null key.
   */
  @SuppressWarnings("unchecked")
  public @Nullable V get(Object key) {
    long mixed = HashMixer.mix(key);
    return (V) shards[HashMixer.shard(mixed, shards.length)].get(mixed, key);
  }

  public boolean containsKey(Object key) {
    return get(key) != null;
  }

  /** The heap bytes of the table itself, keys and values aside. */
  public long bytes() {
    HeapLayout layout = HeapLayout.CURRENT;
    long bytes = layout.object(1, Integer.BYTES) + layout.array(Object.class, shards.length);
    for (Shard shard : shards) {
      bytes += shard.bytes(layout);
    }
    return bytes;
  }

  /** This table as an immutable map, without copying. */
  public Map<K, V> asMap() {
    return new TableMap<>(this);
  }

  /**
   * The table with the changes made; a null value removes its key. The result is this very table
   * where nothing differs, {@code same} being the judge.
   */
  public Patched<K, V> patch(Map<K, ? extends @Nullable V> changes, SameValue same) {
    return new TablePatch<K, V>(this, same).apply(changes);
  }

  /** A patched table, and the keys of both tables by what became of them. */
  public record Patched<K, V>(Table<K, V> table, Changes changes) {}

  /**
   * Shows the visitor every key that was added, removed, or given another value object. Shards that
   * both tables share are skipped.
   */
  public static <K, V> void diff(
      Table<K, V> before, Table<K, V> after, DiffVisitor<? super K, ? super V> visitor) {
    Objects.requireNonNull(visitor, "visitor");
    new TableDiff<K, V>(visitor).compare(before.shards, after.shards);
  }

  Shard[] shards() {
    return shards;
  }

  Shard shard(int index) {
    return shards[index];
  }

  int shardCount() {
    return shards.length;
  }

  /** The same entries in another number of shards. */
  Table<K, V> resharded(int shardCount) {
    Shard[] none = new Shard[shardCount];
    Arrays.fill(none, Shard.EMPTY);
    TableBuilder<K, V> builder =
        new TableBuilder<>(
            new Table<>(none, 0), (one, other) -> one == other, dev.midnight.DuplicatePolicy.LAST);
    asMap().forEach(builder::put);
    return builder.buildInto(shardCount, 1, TableBuilder.NO_HELPERS).table();
  }
}
