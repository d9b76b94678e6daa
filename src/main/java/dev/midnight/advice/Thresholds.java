package dev.midnight.advice;

import java.time.Duration;

/**
 * The borders from which something is advised, each with where it comes from. "The sweep" is the
 * one in {@code src/docs/choosing.md}: 2 to 64 threads, 0 to 100 % writes, hot and uniform keys.
 */
final class Thresholds {

  /** One whole hour holds an application's usual mix; what starts up looks like nothing else. */
  static final Duration LEAST_TIME = Duration.ofHours(1);

  /** From here on a share of 1 % stands on a hundred cases. */
  static final long LEAST_OPERATIONS = 10_000;

  /** The fewest writes, drains and acquisitions from which a rule judges them. */
  static final long LEAST_CASES = 1_000;

  /** What is advised, stays so until its figure is this far on the other side of its border. */
  static final double STAY = 0.8;

  /** A setting is moved by this factor at a time, and measured anew. */
  static final int STEP = 4;

  /** What automatic shards aim at, and from which {@code MidnightWriteContention} informs. */
  static final double CONTENDED = 0.01;

  /**
   * Where one shard gets so many times the mean, more shards leave its keys together. A judgement,
   * not measured: it is the step of the shards, which such a key would outlive.
   */
  static final double IMBALANCE = 4;

  /** The most shards that can be set. */
  static final int MOST_SHARDS = 4096;

  /** Where {@code MidnightWriteBufferFilling} fires. */
  static final double FILL = 0.8;

  /** The greatest capacity that can be set. */
  static final long MOST_CAPACITY = 1 << 30;

  /** Half of what drains may take of a processor; from all of it on they are held apart. */
  static final double BUSY = 0.05;

  /** What drains may take after their interval was shortened. */
  static final double CHEAP = 0.01;

  /** Below it a shorter interval loses little: few writes meet an earlier one of theirs. */
  static final double RARELY_MERGED = 0.1;

  /** The interval where none is set, below which none is advised. */
  static final Duration SHORTEST_INTERVAL = Duration.ofMillis(5);

  /** The longest pause of a drainer, and the longest interval advised. */
  static final Duration LONGEST_INTERVAL = Duration.ofSeconds(1);

  /**
   * From here on keys count as hot: writes meet earlier ones of theirs. A judgement: the sweep has
   * hot keys and uniform ones, and nothing between them.
   */
  static final double HOT = 0.25;

  /**
   * The sweep, uniform keys: at 10 % writes merged snapshot writes did 0.09 to 0.31 of what a
   * ConcurrentHashMap does, and less at each greater share, whatever the number of threads; at 5 %
   * still 0.18 to 0.59.
   */
  static final double UNIFORM_WRITES = 0.1;

  /**
   * The sweep, hot keys: from 40 % writes a read-write lock did 1.6 to 3.4 times a
   * ConcurrentHashMap at 16 and 32 threads, merged snapshot writes 0.9 to 2.3, shards 1.2 to 2.2.
   */
  static final double HOT_WRITES = 0.4;

  /** Below so many writes a second any structure will do. A judgement, low on purpose. */
  static final double WRITES_PER_SECOND = 100;

  private Thresholds() {}
}
