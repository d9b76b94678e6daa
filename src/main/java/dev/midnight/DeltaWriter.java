package dev.midnight;

/**
 * Takes the changes of one delta. Thread-safe; of several calls with one key the last one counts.
 *
 * <p>It refuses with {@link CycleEndedException} after its delta was cancelled or has ended.
 */
public interface DeltaWriter<K, V> extends SnapshotWriter<K, V> {

  /**
   * Says that an entry is new or has another value.
   *
   * @throws NullPointerException for a null key or value; the delta fails with it
   * @throws CycleEndedException after cancellation or the end of the delta
   */
  @Override
  void put(K key, V value);

  /**
   * Says that an entry is gone; one that was never there may be named too.
   *
   * @throws NullPointerException for a null key; the delta fails with it
   * @throws CycleEndedException after cancellation or the end of the delta
   */
  void remove(K key);
}
