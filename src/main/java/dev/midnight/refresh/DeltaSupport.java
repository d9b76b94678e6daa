package dev.midnight.refresh;

/**
 * What the deltas of one cache share; fixed for its life.
 *
 * @param position up to where they have read
 * @param stuck threads of those that were abandoned
 */
record DeltaSupport<K, V>(
    Replica<K, V> replica,
    DeltaSource<K, V> source,
    DriftCheck<K, V> drift,
    DeltaPosition position,
    StuckLoads stuck) {

  DeltaSupport(Replica<K, V> replica, DeltaSource<K, V> source, DriftCheck<K, V> drift) {
    this(replica, source, drift, new DeltaPosition(), new StuckLoads());
  }
}
