package dev.midnight.table;

import dev.midnight.Changes;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An immutable hash table: an array of immutable shards. A change copies the shards that it touches
 * and shares the others, so that the next table costs little and one reference publishes it whole.
 *
 * <p>Neither keys nor values are null. Keys must not change their {@code hashCode} while they are
 * in a table.
 */
public final class Table<K, V> {

  private static final Table<?, ?> EMPTY =
      new Table<>(
          new Shard[] {Shard.empty(KeyKind.REFERENCES, 1)},
          new Geometry(1, 1, KeyKind.REFERENCES),
          0);

  /** The shards' arrays again, so that a lookup need not wait for the shard itself to come. */
  private final Object[][] slots;

  private final byte[][] pilots;

  /** The keys, where the table holds their bits. */
  private final long @Nullable [][] bits;

  /** Of the shards that have {@link ReplacedValues}, their words; null where none has. */
  private final long @Nullable [] @Nullable [] replaced;

  private final KeyKind kind;

  /** The way to all keys where there are few. */
  private final @Nullable FlatIndex flat;

  private final Shard[] shards;
  private final int buckets;
  private final int size;

  Table(Shard[] shards, Geometry geometry, long size) {
    if (size > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "A table of " + size + " keys is refused: at most 2147483647 can be counted by a Map.");
    }
    this.shards = shards;
    this.buckets = geometry.buckets();
    this.kind = geometry.kind();
    this.size = (int) size;
    this.slots = new Object[shards.length][];
    this.pilots = new byte[shards.length][];
    this.bits = kind == KeyKind.REFERENCES ? null : new long[shards.length][];
    this.replaced = anyReplaced(Arrays.asList(shards)) ? new long[shards.length][] : null;
    for (int i = 0; i < shards.length; i++) {
      arrange(i);
    }
    this.flat = kind == KeyKind.REFERENCES ? FlatIndex.of(shards, this.size) : null;
  }

  /** The base with some shards replaced; the others are not even looked at. */
  private Table(Table<K, V> base, Map<Integer, Shard> others, int size) {
    this.shards = base.shards.clone();
    this.slots = base.slots.clone();
    this.pilots = base.pilots.clone();
    this.bits = base.bits == null ? null : base.bits.clone();
    this.buckets = base.buckets;
    this.kind = base.kind;
    this.size = size;
    long[][] before = base.replaced;
    if (before != null) {
      this.replaced = before.clone();
    } else {
      this.replaced = anyReplaced(others.values()) ? new long[shards.length][] : null;
    }
    others.forEach(
        (index, shard) -> {
          shards[index] = shard;
          arrange(index);
        });
    this.flat = kind == KeyKind.REFERENCES ? FlatIndex.of(shards, size) : null;
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
    FlatIndex index = flat;
    if (index != null) {
      return (V) index.get(key);
    }
    long[][] keys = bits;
    if (keys != null) {
      return (V) ofBits(keys, key);
    }
    long mixed = HashMixer.mix(key);
    int shard = HashMixer.shard(mixed, slots.length);
    Object[] pairs = slots[shard];
    int pilot = pilots[shard][HashMixer.bucket(mixed, buckets)] & 0xFF;
    if (pilot == Shard.REDIRECTED) {
      return (V) shards[shard].valueOf(mixed, key);
    }
    int at = HashMixer.position(mixed, pilot, pairs.length >> 1) << 1;
    Object candidate = pairs[at];
    if (candidate != key && !key.equals(candidate)) {
      return null;
    }
    long[][] marks = replaced;
    return (V) (marks == null ? pairs[at + 1] : value(marks, shard, at >> 1, pairs[at + 1]));
  }

  /** The value at a position, given that of the shard's cells. */
  private @Nullable Object value(
      long[] @Nullable [] marks, int shard, int position, @Nullable Object ofCells) {
    long[] ofShard = marks[shard];
    return ofShard != null && ReplacedValues.marks(ofShard, position)
        ? shards[shard].placedValueAt(position)
        : ofCells;
  }

  private @Nullable Object ofBits(long[][] keys, Object key) {
    if (kind == KeyKind.LONGS) {
      return key instanceof Long number ? ofNumber(keys, number, key) : ofOther(key);
    }
    if (kind == KeyKind.INTEGERS) {
      return key instanceof Integer number ? ofNumber(keys, number, key) : ofOther(key);
    }
    return kind == KeyKind.TEXTS ? ofText(keys, key) : ofUuid(keys, key);
  }

  private @Nullable Object ofNumber(long[][] keys, long number, Object key) {
    long mixed = HashMixer.mix(key);
    int shard = HashMixer.shard(mixed, slots.length);
    Object[] values = slots[shard];
    int pilot = pilots[shard][HashMixer.bucket(mixed, buckets)] & 0xFF;
    if (pilot == Shard.REDIRECTED) {
      return shards[shard].valueOf(mixed, key);
    }
    int at = HashMixer.position(mixed, pilot, values.length);
    if (keys[shard][at] != number) {
      return null;
    }
    long[][] marks = replaced;
    return marks == null ? values[at] : value(marks, shard, at, values[at]);
  }

  private @Nullable Object ofText(long[][] keys, Object key) {
    if (!(key instanceof String text)) {
      return ofOther(key);
    }
    long mixed = HashMixer.mix(text.hashCode());
    int shard = HashMixer.shard(mixed, slots.length);
    Object[] values = slots[shard];
    int pilot = pilots[shard][HashMixer.bucket(mixed, buckets)] & 0xFF;
    if (pilot == Shard.REDIRECTED) {
      return shards[shard].valueOf(mixed, key);
    }
    int at = HashMixer.position(mixed, pilot, values.length);
    if (!ShortText.holds(keys[shard], at << 1, text)) {
      return null;
    }
    long[][] marks = replaced;
    return marks == null ? values[at] : value(marks, shard, at, values[at]);
  }

  private @Nullable Object ofUuid(long[][] keys, Object key) {
    if (!(key instanceof UUID uuid)) {
      return ofOther(key);
    }
    long mixed = HashMixer.mix(uuid.hashCode());
    int shard = HashMixer.shard(mixed, slots.length);
    Object[] values = slots[shard];
    int pilot = pilots[shard][HashMixer.bucket(mixed, buckets)] & 0xFF;
    if (pilot == Shard.REDIRECTED) {
      return shards[shard].valueOf(mixed, key);
    }
    int at = HashMixer.position(mixed, pilot, values.length);
    if (!KeyKind.holdsUuid(keys[shard], at << 1, uuid)) {
      return null;
    }
    long[][] marks = replaced;
    return marks == null ? values[at] : value(marks, shard, at, values[at]);
  }

  /** The value of a key that is of another class than those held as bits. */
  private @Nullable Object ofOther(Object key) {
    long mixed = HashMixer.mix(key);
    return shards[HashMixer.shard(mixed, shards.length)].valueOf(mixed, key);
  }

  public boolean containsKey(Object key) {
    return get(key) != null;
  }

  /** The heap bytes of the table itself, keys and values aside. */
  public long bytes() {
    HeapLayout layout = HeapLayout.CURRENT;
    long bytes = layout.object(7, 2 * Integer.BYTES);
    bytes += flat == null ? 0 : flat.bytes(layout);
    int arrays = 3 + (bits == null ? 0 : 1) + (replaced == null ? 0 : 1);
    bytes += arrays * layout.array(Object.class, shards.length);
    Set<Shard> sharedEmpties = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Shard shard : shards) {
      boolean counted = shard.size == 0 && !sharedEmpties.add(shard);
      bytes += counted ? 0 : shard.bytes(layout);
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

  /**
   * A patched table, and the keys of both tables by what became of them.
   *
   * @param copied heap bytes of the shards that were made anew, keys and values aside
   */
  public record Patched<K, V>(Table<K, V> table, Changes changes, long copied) {}

  /**
   * Shows the visitor every key that was added, removed, or given another value object. Shards that
   * both tables share are skipped.
   */
  public static <K, V> void diff(
      Table<K, V> before, Table<K, V> after, DiffVisitor<? super K, ? super V> visitor) {
    Objects.requireNonNull(visitor, "visitor");
    new TableDiff<K, V>(visitor).compare(before, after);
  }

  private void arrange(int index) {
    slots[index] = shards[index].cells.slots;
    pilots[index] = shards[index].pilots;
    long[] ofShard = shards[index].cells.bits;
    if (bits != null && ofShard != null) {
      bits[index] = ofShard;
    }
    if (replaced != null) {
      ReplacedValues values = shards[index].replaced;
      replaced[index] = values == null ? null : values.words;
    }
  }

  private static boolean anyReplaced(Collection<Shard> shards) {
    return shards.stream().anyMatch(shard -> shard.replaced != null);
  }

  @Nullable FlatIndex flat() {
    return flat;
  }

  Shard[] shards() {
    return shards;
  }

  Shard shard(int index) {
    return shards[index];
  }

  /** This table with some shards replaced. */
  Table<K, V> with(Map<Integer, Shard> others, int newSize) {
    return new Table<>(this, others, newSize);
  }

  Geometry geometry() {
    return new Geometry(shards.length, buckets, kind);
  }
}
