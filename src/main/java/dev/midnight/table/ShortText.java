package dev.midnight.table;

import java.nio.charset.StandardCharsets;

/**
 * A String of at most fifteen characters of Latin-1 in two longs: eight characters, then seven and
 * the length. So the bits of two such Strings are equal only where the Strings are.
 */
final class ShortText {

  static final int LONGEST = 15;

  private static final int LENGTH_SHIFT = 56;
  private static final int BEYOND_LATIN_1 = 0xFF00;

  private ShortText() {}

  static boolean fits(String text) {
    int length = text.length();
    if (length > LONGEST) {
      return false;
    }
    int all = 0;
    for (int i = 0; i < length; i++) {
      all |= text.charAt(i);
    }
    return (all & BEYOND_LATIN_1) == 0;
  }

  /** Writes a text that fits. */
  static void write(long[] bits, int at, String text) {
    int length = text.length();
    long low = 0;
    for (int i = 0; i < Math.min(length, Long.BYTES); i++) {
      low |= (long) text.charAt(i) << (i << 3);
    }
    long high = (long) length << LENGTH_SHIFT;
    for (int i = Long.BYTES; i < length; i++) {
      high |= (long) text.charAt(i) << (i << 3);
    }
    bits[at] = low;
    bits[at + 1] = high;
  }

  static String read(long[] bits, int at) {
    int length = (int) (bits[at + 1] >>> LENGTH_SHIFT);
    byte[] characters = new byte[length];
    for (int i = 0; i < length; i++) {
      characters[i] = (byte) (bits[at + (i >> 3)] >>> (i << 3));
    }
    return new String(characters, StandardCharsets.ISO_8859_1);
  }

  /**
   * Whether the text is the one written there. One pass, and no branch on what is written: the
   * processor reads the characters while it waits for the bits.
   */
  static boolean holds(long[] bits, int at, String text) {
    int length = text.length();
    if (length > LONGEST) {
      return false;
    }
    int all = 0;
    long low = 0;
    for (int i = 0; i < Math.min(length, Long.BYTES); i++) {
      char character = text.charAt(i);
      all |= character;
      low |= (long) character << (i << 3);
    }
    long high = (long) length << LENGTH_SHIFT;
    for (int i = Long.BYTES; i < length; i++) {
      char character = text.charAt(i);
      all |= character;
      high |= (long) character << (i << 3);
    }
    return ((bits[at] ^ low) | (bits[at + 1] ^ high) | (all & BEYOND_LATIN_1)) == 0;
  }
}
