package dev.midnight.benchmarks;

import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** The kinds of keys, each a function from a number to a fresh instance. */
public enum Keys {
  /** Ten random letters and digits. */
  RANDOM {
    @Override
    Object key(int number) {
      return Long.toString(random(number).nextLong() >>> 12, 36);
    }
  },
  /** Six random letters and digits. */
  SHORT {
    @Override
    Object key(int number) {
      int scattered = (int) ((number * 0x9E3779B1L) & 0x7FFFFFFF);
      return Integer.toString(scattered, 36);
    }
  },
  ITEM {
    @Override
    Object key(int number) {
      String digits = Integer.toString(number);
      return "item:" + "0".repeat(Math.max(0, 6 - digits.length())) + digits;
    }
  },
  SEQUENTIAL {
    @Override
    Object key(int number) {
      return Integer.toString(number);
    }
  },
  DATE {
    @Override
    Object key(int number) {
      return LocalDate.ofEpochDay(number).toString();
    }
  },
  UUID_TEXT {
    @Override
    Object key(int number) {
      return uuid(number).toString();
    }
  },
  UUID_OBJECT {
    @Override
    Object key(int number) {
      return uuid(number);
    }
  },
  LONG {
    @Override
    Object key(int number) {
      return random(number).nextLong();
    }
  },
  /** Eight of them share each hash code: their ends are made of Aa and BB. */
  COLLIDING {
    @Override
    Object key(int number) {
      StringBuilder text = new StringBuilder().append(RANDOM.key(number >>> 3));
      for (int bit = 0; bit < 3; bit++) {
        text.append((number >>> bit & 1) == 0 ? "Aa" : "BB");
      }
      return text.toString();
    }
  };

  /** The kinds that a weak mixing of the hash code would be slow for. */
  static final List<Keys> STRUCTURED = List.of(ITEM, SEQUENTIAL, DATE, UUID_TEXT, COLLIDING);

  abstract Object key(int number);

  private static SplittableRandom random(int number) {
    return new SplittableRandom(number);
  }

  private static UUID uuid(int number) {
    SplittableRandom random = random(number);
    return new UUID(random.nextLong(), random.nextLong());
  }
}
