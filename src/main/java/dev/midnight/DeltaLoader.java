package dev.midnight;

/**
 * Reads what changed in a source since the last time. Stands beside the loader of the whole data
 * set, which goes on to reconcile on its own, slower schedule. A bean {@code citiesDeltaLoader} of
 * this type belongs to the cache {@code cities}, which asks it on {@code delta.cron}.
 *
 * <p>What one call puts and removes becomes visible all at once, or not at all.
 */
@FunctionalInterface
public interface DeltaLoader<K, V> {

  /**
   * Puts every entry that changed after the watermark, as it is now, and removes those that are
   * gone. More may be told than changed: entries that are the same cost nothing.
   *
   * <p>A watermark is whatever names a position in the source's changes: a sequence number, a time,
   * an offset. It is kept with the generation that it belongs to, and comes back as it was
   * returned. The first one is what the loader of the whole data set gave to {@link
   * RefreshContext#watermark}, and is empty if it gave none. An older one than the last may come
   * back, after a rollback or a restart for instance.
   *
   * <p>Runs on a thread of its own, at most once at a time for one cache, and possibly beside a
   * load of the whole data set. Whatever it throws leaves snapshot and watermark as they were, so
   * that the next call is asked for the same changes again.
   *
   * @param watermark up to which everything is published already; empty if nothing is known
   * @return up to which everything was put now: a position that was read before the changes were;
   *     at most 4,096 characters
   */
  String loadChanges(String watermark, DeltaWriter<K, V> out, RefreshContext context)
      throws Exception;
}
