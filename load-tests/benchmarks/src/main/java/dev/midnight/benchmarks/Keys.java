package dev.midnight.benchmarks;

import java.time.LocalDate;
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
  };

  abstract Object key(int number);

  private static SplittableRandom random(int number) {
    return new SplittableRandom(number);
  }

  private static UUID uuid(int number) {
    SplittableRandom random = random(number);
    return new UUID(random.nextLong(), random.nextLong());
  }
}
