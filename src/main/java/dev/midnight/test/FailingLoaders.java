package dev.midnight.test;

import dev.midnight.SnapshotLoader;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;

/**
 * Loaders that fail, one for each way in which a source can let a cache down. Readers must stay on
 * the snapshot before in every case.
 *
 * <pre>{@code
 * prices.publish(yesterday);
 * prices.loads(FailingLoaders.halfThenThrowing(today, new SQLException("connection reset")));
 * RefreshResult result = prices.refreshNow();   // FAILED, and yesterday's prices are still served
 * }</pre>
 *
 * Loaders that hang are made by {@link HangingLoader}, one that writes too late by {@link
 * LateLoader}.
 */
public final class FailingLoaders {

  private FailingLoaders() {}

  /** Throws before the first row; any throwable, errors included. */
  public static <K, V> SnapshotLoader<K, V> throwing(Throwable failure) {
    return (out, context) -> {
      throw Thrown.asException(failure);
    };
  }

  /** Puts half of the rows, rounded down, and throws. */
  public static <K, V> SnapshotLoader<K, V> halfThenThrowing(
      Map<? extends K, ? extends V> rows, Throwable failure) {
    return (out, context) -> {
      Iterator<? extends Map.Entry<? extends K, ? extends V>> entries = rows.entrySet().iterator();
      for (int i = 0; i < rows.size() / 2; i++) {
        Map.Entry<? extends K, ? extends V> row = entries.next();
        out.put(row.getKey(), row.getValue());
      }
      throw Thrown.asException(failure);
    };
  }

  /** Puts nothing and returns, as a query does whose table somebody has just truncated. */
  public static <K, V> SnapshotLoader<K, V> empty() {
    return (out, context) -> {};
  }

  /**
   * Puts a row, pauses, puts the next: a source that is too slow for the deadline. Stops where it
   * is interrupted or its writer refuses.
   */
  public static <K, V> SnapshotLoader<K, V> dripping(
      Map<? extends K, ? extends V> rows, Duration pause) {
    return (out, context) -> {
      for (Map.Entry<? extends K, ? extends V> row : rows.entrySet()) {
        out.put(row.getKey(), row.getValue());
        Thread.sleep(pause.toMillis());
      }
    };
  }

  /** Puts a row without a key. */
  @SuppressWarnings("NullAway") // a row that no cache accepts is the point
  public static <K, V> SnapshotLoader<K, V> nullKey(V value) {
    return (out, context) -> out.put(null, value);
  }

  /** Puts a row without a value. */
  @SuppressWarnings("NullAway") // a row that no cache accepts is the point
  public static <K, V> SnapshotLoader<K, V> nullValue(K key) {
    return (out, context) -> out.put(key, null);
  }

  /**
   * Puts the rows and one without a value among them, whose refusal it catches and forgets: a
   * loader that logs bad rows and goes on has still lost one.
   */
  @SuppressWarnings("NullAway") // a row that no cache accepts is the point
  public static <K, V> SnapshotLoader<K, V> swallowingRefusals(
      Map<? extends K, ? extends V> rows, K key) {
    return (out, context) -> {
      try {
        out.put(key, null);
      } catch (NullPointerException forgotten) {
        // goes on as if nothing had been lost
      }
      rows.forEach(out::put);
    };
  }

  /** Puts two rows of one key, which fails where duplicates do and the values differ. */
  public static <K, V> SnapshotLoader<K, V> duplicateKey(K key, V one, V other) {
    return (out, context) -> {
      out.put(key, one);
      out.put(key, other);
    };
  }

  /** Puts a key whose {@code hashCode} throws, of whatever type the cache has. */
  public static <K, V> SnapshotLoader<K, V> poisonedHashCode(V value) {
    return (out, context) -> PoisonedKey.throwingHashCode().putInto(out, value);
  }

  /** Puts two keys that collide and whose {@code equals} throws. */
  public static <K, V> SnapshotLoader<K, V> poisonedEquals(V value) {
    return (out, context) -> {
      PoisonedKey.throwingEquals().putInto(out, value);
      PoisonedKey.throwingEquals().putInto(out, value);
    };
  }

  /** Throws an {@link OutOfMemoryError}, without filling the heap of the other tests. */
  public static <K, V> SnapshotLoader<K, V> outOfMemory() {
    return throwing(new OutOfMemoryError("simulated by a test"));
  }

  /** Calls itself until the stack ends. */
  public static <K, V> SnapshotLoader<K, V> stackOverflow() {
    return (out, context) -> descend(0);
  }

  @SuppressWarnings("InfiniteRecursion") // until the stack ends
  private static long descend(long depth) {
    return 1 + descend(depth + 1);
  }

  /** Says that its source is not ready. */
  public static <K, V> SnapshotLoader<K, V> notReady(String reason) {
    return (out, context) -> context.notReady(reason);
  }

  /** Says that nothing changed since the last load; no failure, but for the very first. */
  public static <K, V> SnapshotLoader<K, V> unchanged() {
    return (out, context) -> context.unchanged();
  }

  /**
   * Puts half of the rows and returns with its thread interrupted, as a loader does that catches
   * {@link InterruptedException}, restores the flag and leaves.
   */
  public static <K, V> SnapshotLoader<K, V> interruptingItself(Map<? extends K, ? extends V> rows) {
    return (out, context) -> {
      rows.entrySet().stream()
          .limit(rows.size() / 2)
          .forEach(row -> out.put(row.getKey(), row.getValue()));
      Thread.currentThread().interrupt();
    };
  }
}
