package dev.midnight.table;

import java.util.SplittableRandom;

/**
 * A second hash of a String, of all its characters into 64 bits, for Strings whose hash codes are
 * equal. It begins with a number that nobody outside this JVM knows, so that Strings cannot be made
 * to share it. Computed anew each time, unlike {@link String#hashCode}.
 */
final class TextHash {

  private static final long SEED = new SplittableRandom().nextLong();
  private static final long STEP = 0x9E3779B97F4A7C15L;

  private TextHash() {}

  static long of(String text) {
    long hash = SEED ^ text.length();
    int i = 0;
    for (; i + 4 <= text.length(); i += 4) {
      long four =
          text.charAt(i)
              | (long) text.charAt(i + 1) << 16
              | (long) text.charAt(i + 2) << 32
              | (long) text.charAt(i + 3) << 48;
      hash = step(hash, four);
    }
    for (; i < text.length(); i++) {
      hash = step(hash, text.charAt(i));
    }
    return hash ^ (hash >>> 32);
  }

  private static long step(long hash, long characters) {
    long x = (hash ^ characters) * STEP;
    return x ^ (x >>> 29);
  }
}
