package dev.midnight.write;

import dev.midnight.CacheClosedException;
import dev.midnight.WriteRejectedException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;

/** What callers are told whose writes readers will never see, and how many those were. */
final class Rejections {

  private final String cache;
  private final Room room;
  private final LongAdder count = new LongAdder();

  Rejections(String cache, Room room) {
    this.cache = cache;
    this.room = room;
  }

  long count() {
    return count.sum();
  }

  CompletableFuture<Void> full(int writes) {
    return reject(
        writes,
        new WriteRejectedException(
            "Cache '%s': write rejected, %d keys wait to become visible and the capacity is %d. Readers will not see it. Write more slowly, or see midnight.caches.%s.write.capacity and .overflow."
                .formatted(cache, room.taken(), room.capacity(), cache)));
  }

  CompletableFuture<Void> crowded(int writes) {
    return reject(
        writes,
        new WriteRejectedException(
            "Cache '%s': write rejected, too many callers wait to be told that their writes are visible, and each of them takes memory. Readers will not see it. Write more slowly, or see midnight.caches.%s.write.drain-interval and .overflow, and whether callbacks of writes block."
                .formatted(cache, cache)));
  }

  CompletableFuture<Void> timedOut(int writes, Duration timeout) {
    return reject(
        writes,
        new WriteRejectedException(
            "Cache '%s': write rejected, it found no room within %s: %d keys wait to become visible and the capacity is %d. Readers will not see it. Write more slowly, or see midnight.caches.%s.write.capacity and .block-timeout."
                .formatted(cache, timeout, room.taken(), room.capacity(), cache)));
  }

  CompletableFuture<Void> tooFast(int writes) {
    return reject(
        writes,
        new WriteRejectedException(
            "Cache '%s': write rejected, its rate limit allows no %d more now, nor soon enough. Readers will not see it. Write more slowly, or see midnight.caches.%s.write.rate-limit, .overflow and .block-timeout."
                .formatted(cache, writes, cache)));
  }

  CompletableFuture<Void> tooLarge(int writes) {
    return reject(
        writes,
        new WriteRejectedException(
            "Cache '%s': putAll rejected, it has %d entries but the capacity is %d and it becomes visible all at once. Readers will see none of them. Split it, or raise midnight.caches.%s.write.capacity."
                .formatted(cache, writes, room.capacity(), cache)));
  }

  CompletableFuture<Void> interrupted(int writes, InterruptedException cause) {
    return reject(
        writes,
        new WriteRejectedException(
            "Cache '%s': write rejected, its thread was interrupted while it waited for its turn. Readers will not see it. See midnight.caches.%s.write.overflow for writers that must not wait."
                .formatted(cache, cache),
            cause));
  }

  CompletableFuture<Void> closed(int writes) {
    return reject(writes, new CacheClosedException(cache, "a write"));
  }

  /** For writes that were accepted and then left behind by the end of the cache. */
  WriteRejectedException abandoned() {
    return new WriteRejectedException(
        "Cache '%s': write not applied, the cache was closed before it could become visible. Readers will not see it. The source is the truth: a write that it holds is read by the next load."
            .formatted(cache));
  }

  private CompletableFuture<Void> reject(int writes, RuntimeException reason) {
    count.add(writes);
    return CompletableFuture.failedFuture(reason);
  }
}
