package dev.midnight;

/**
 * Reads a whole data set from its source. A bean {@code cities} or {@code citiesLoader} of this
 * type gives the cache named {@code cities}.
 */
@FunctionalInterface
public interface SnapshotLoader<K, V> {

  /**
   * Puts every entry of the data set into the writer.
   *
   * <p>Runs on a thread of its own, at most once at a time for one cache. Whatever it throws,
   * errors included, leaves the previous snapshot published. On cancellation its thread is
   * interrupted and the writer refuses.
   */
  void load(SnapshotWriter<K, V> out, RefreshContext context) throws Exception;
}
