package dev.midnight.table;

import java.util.UUID;

/**
 * How the keys of a table are held: by reference, or as bits in an array of longs, so that a lookup
 * waits neither for the key object nor for what that refers to. Keys held as bits are made anew
 * when somebody walks over them; no reference to the loaded objects is kept.
 *
 * <p>Classes are known exactly: a Long never equals an Integer, nor does it here. A key that does
 * not fit the kind of its table goes to the overflow of its shard, by reference.
 */
enum KeyKind {
  REFERENCES(0, 0),
  LONGS(1, 1 << 13),
  INTEGERS(1, 1 << 13),
  UUIDS(2, 1 << 13),
  /** Strings of Latin-1 that {@link ShortText} can hold. */
  TEXTS(2, 1 << 17);

  /** A kind is taken when at most one key in that many does not fit it. */
  private static final int FITTING_PER_OTHER = 64;

  /** A table keeps its kind down to this fraction of the size from which it is taken. */
  private static final int STICKINESS = 4;

  /** The longs that hold one key. */
  final int words;

  /** The table's size from which waiting for memory costs more than taking a key apart. */
  private final int leastKeys;

  KeyKind(int words, int leastKeys) {
    this.words = words;
    this.leastKeys = leastKeys;
  }

  static KeyKind of(Object key) {
    if (key instanceof String text) {
      return ShortText.fits(text) ? TEXTS : REFERENCES;
    }
    if (key instanceof Long) {
      return LONGS;
    }
    return key instanceof Integer ? INTEGERS : key instanceof UUID ? UUIDS : REFERENCES;
  }

  /** The kind for a load of such keys, after a table of a kind. */
  static KeyKind choose(KindCounts counts, KeyKind before) {
    long all = counts.all();
    for (KeyKind kind : values()) {
      long least = kind == before ? kind.leastKeys / STICKINESS : kind.leastKeys;
      long others = all - counts.of(kind);
      if (kind != REFERENCES && all > 0 && all >= least && others * FITTING_PER_OTHER <= all) {
        return kind;
      }
    }
    return REFERENCES;
  }

  boolean fits(Object key) {
    return this == REFERENCES || of(key) == this;
  }

  void write(long[] bits, int position, Object key) {
    switch (this) {
      case LONGS -> bits[position] = (Long) key;
      case INTEGERS -> bits[position] = (Integer) key;
      case UUIDS -> {
        bits[position << 1] = ((UUID) key).getMostSignificantBits();
        bits[(position << 1) + 1] = ((UUID) key).getLeastSignificantBits();
      }
      case TEXTS -> ShortText.write(bits, position << 1, (String) key);
      case REFERENCES -> throw new IllegalStateException("References are no bits.");
    }
  }

  /** The key at a position, made anew. */
  Object read(long[] bits, int position) {
    return switch (this) {
      case LONGS -> Long.valueOf(bits[position]);
      case INTEGERS -> Integer.valueOf((int) bits[position]);
      case UUIDS -> new UUID(bits[position << 1], bits[(position << 1) + 1]);
      case TEXTS -> ShortText.read(bits, position << 1);
      case REFERENCES -> throw new IllegalStateException("References are no bits.");
    };
  }

  boolean holds(long[] bits, int position, Object key) {
    return switch (this) {
      case LONGS -> key instanceof Long number && bits[position] == number;
      case INTEGERS -> key instanceof Integer number && bits[position] == number;
      case UUIDS -> key instanceof UUID uuid && holdsUuid(bits, position << 1, uuid);
      case TEXTS -> key instanceof String text && ShortText.holds(bits, position << 1, text);
      case REFERENCES -> throw new IllegalStateException("References are no bits.");
    };
  }

  /** The heap bytes of a key object that a table of this kind holds, and nothing else does. */
  long heapBytes(Object key, HeapLayout layout) {
    return switch (this) {
      case REFERENCES -> 0;
      case LONGS -> layout.object(0, Long.BYTES);
      case INTEGERS -> layout.object(0, Integer.BYTES);
      case UUIDS -> layout.object(0, 2 * Long.BYTES);
      case TEXTS ->
          layout.object(1, Integer.BYTES + 2) + layout.array(byte.class, ((String) key).length());
    };
  }

  static boolean holdsUuid(long[] bits, int at, UUID uuid) {
    long high = bits[at] ^ uuid.getMostSignificantBits();
    return (high | (bits[at + 1] ^ uuid.getLeastSignificantBits())) == 0;
  }
}
