package dev.midnight.table;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The values that a shard has instead of those of its {@link Cells}, at a few of the positions: one
 * mark for each position, and the values in the order of their positions. So the successor of a
 * shard in which few values changed shares its keys, values and pilots, and a lookup reads one mark
 * beside the value. Immutable.
 */
final class ReplacedValues {

  /** As many marks as leave room in a long for the number of marks before them. */
  private static final int MARKS_PER_WORD = 48;

  private static final long MARKS = (1L << MARKS_PER_WORD) - 1;

  /** The most that are counted in what the marks leave of a long. */
  static final int MOST = (1 << (Long.SIZE - MARKS_PER_WORD)) - 1;

  /** In each, the marks of 48 positions below the number of marks in the words before it. */
  final long[] words;

  private final Object[] values;

  private ReplacedValues(long[] words, Object[] values) {
    this.words = words;
    this.values = values;
  }

  /**
   * The base's values with some at other positions added, replaced, or where null, dropped.
   *
   * @param base what was replaced before, or null
   * @param positions of the shard
   * @param changed the changed positions, of which only the first {@code count} are read
   * @param changes the values there
   * @return null where none is left
   */
  static @Nullable ReplacedValues of(
      @Nullable ReplacedValues base,
      int positions,
      int[] changed,
      @Nullable Object[] changes,
      int count) {
    long[] words = new long[(positions + MARKS_PER_WORD - 1) / MARKS_PER_WORD];
    if (base != null) {
      base.forEach(position -> words[position / MARKS_PER_WORD] |= bit(position));
    }
    for (int i = 0; i < count; i++) {
      if (changes[i] == null) {
        words[changed[i] / MARKS_PER_WORD] &= ~bit(changed[i]);
      } else {
        words[changed[i] / MARKS_PER_WORD] |= bit(changed[i]);
      }
    }
    Object[] values = new Object[number(words)];
    if (base != null) {
      base.forEach(
          position -> {
            if (marks(words, position)) {
              values[rank(words, position)] = base.valueAt(position);
            }
          });
    }
    for (int i = 0; i < count; i++) {
      Object change = changes[i];
      if (change != null) {
        values[rank(words, changed[i])] = change;
      }
    }
    return values.length == 0 ? null : new ReplacedValues(words, values);
  }

  /** Numbers the words' marks, and returns how many there are. */
  private static int number(long[] words) {
    int marks = 0;
    for (int i = 0; i < words.length; i++) {
      long before = (long) marks << MARKS_PER_WORD;
      marks += Long.bitCount(words[i]);
      words[i] |= before;
    }
    return marks;
  }

  private static long bit(int position) {
    return 1L << (position % MARKS_PER_WORD);
  }

  /** Whether the value at a position is replaced, by the words of a shard. */
  static boolean marks(long[] words, int position) {
    return (words[position / MARKS_PER_WORD] & bit(position)) != 0;
  }

  private static int rank(long[] words, int position) {
    long word = words[position / MARKS_PER_WORD];
    return (int) (word >>> MARKS_PER_WORD) + Long.bitCount(word & (bit(position) - 1));
  }

  boolean has(int position) {
    return marks(words, position);
  }

  /** The value at a position that has one. */
  Object valueAt(int position) {
    return values[rank(words, position)];
  }

  int size() {
    return values.length;
  }

  /** Shows the positions in ascending order. */
  void forEach(IntConsumer position) {
    for (int i = 0; i < words.length; i++) {
      for (long left = words[i] & MARKS; left != 0; left &= left - 1) {
        position.accept(i * MARKS_PER_WORD + Long.numberOfTrailingZeros(left));
      }
    }
  }

  long bytes(HeapLayout layout) {
    return layout.object(2, 0)
        + layout.array(long.class, words.length)
        + layout.array(Object.class, values.length);
  }
}
