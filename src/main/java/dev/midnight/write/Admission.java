package dev.midnight.write;

import dev.midnight.OverflowPolicy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The door of the buffer: it accepts a write or says why not, and makes a writer wait for room
 * where that was asked for. Before the door stands the rate limit, if there is one.
 *
 * <p>Concurrency: room is taken under the shards' locks without waiting. A writer that has to wait
 * does so without any lock, and tries again with the places that it got; what it no longer needs,
 * since others may have written its keys meanwhile, it gives back.
 */
final class Admission<K, V> {

  /** A writer that was held up for less has only asked. */
  private static final long NOTICEABLE_NANOS = Duration.ofMillis(1).toNanos();

  /** Between two looks whether fewer callers wait. */
  private static final long CROWDED_NANOS = Duration.ofMillis(1).toNanos();

  private final WriteSettings settings;
  private final WriteBuffer<K, V> buffer;
  private final Room room;
  private final WriteDrainer drainer;
  private final Rejections rejections;
  private final Notices notices;

  Admission(
      WriteSettings settings,
      WriteBuffer<K, V> buffer,
      Room room,
      WriteDrainer drainer,
      Rejections rejections,
      Notices notices) {
    this.settings = settings;
    this.buffer = buffer;
    this.room = room;
    this.drainer = drainer;
    this.rejections = rejections;
    this.notices = notices;
  }

  /** A null value removes. A write of a key that waits already needs neither room nor lock. */
  CompletableFuture<Void> accept(K key, @Nullable V value) {
    CompletableFuture<Void> tooFast = settings.limited() ? askPermits(1) : null;
    if (tooFast != null) {
      return tooFast;
    }
    PendingWrite merged = buffer.merge(key, value);
    return merged != null ? merged : makeRoom(new SingleWrite<>(buffer, key, value));
  }

  CompletableFuture<Void> accept(WriteOfMany<K, V> request) {
    CompletableFuture<Void> tooFast = settings.limited() ? askPermits(request.size()) : null;
    return tooFast != null ? tooFast : makeRoom(request);
  }

  /** Null once the rate allows it, or the answer for the caller. */
  private @Nullable CompletableFuture<Void> askPermits(int writes) {
    long start = System.nanoTime();
    try {
      return settings.permits().take(writes) ? null : rejections.tooFast(writes);
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      return rejections.interrupted(writes, interrupt);
    } finally {
      long waited = System.nanoTime() - start;
      if (waited >= NOTICEABLE_NANOS) {
        notices.throttled(waited);
      }
    }
  }

  private CompletableFuture<Void> makeRoom(WriteRequest<K, V> request) {
    PendingWrite future = new PendingWrite();
    int reserved = 0;
    while (true) {
      int needed = attempt(request, future, reserved);
      if (needed == WriteRequest.ACCEPTED) {
        return future;
      }
      room.giveBack(reserved);
      if (needed == WriteRequest.CLOSED) {
        return rejections.closed(request.size());
      }
      CompletableFuture<Void> refused =
          needed == WriteRequest.CROWDED
              ? waitForFewer(request.size())
              : waitFor(needed, request.size());
      if (refused != null) {
        return refused;
      }
      reserved = Math.max(needed, 0);
    }
  }

  private int attempt(WriteRequest<K, V> request, PendingWrite future, int reserved) {
    long waited = request.lock(buffer);
    boolean first = false;
    try {
      int needed = request.tryAccept(buffer, room, reserved, future);
      first = needed == WriteRequest.ACCEPTED && request.first();
      return needed;
    } finally {
      request.unlock(buffer);
      if (first) {
        drainer.signal();
      }
      if (waited > 0) {
        notices.shardLockWaited(waited);
      }
    }
  }

  /** Null once fewer callers wait, or the answer for the caller. */
  private @Nullable CompletableFuture<Void> waitForFewer(int writes) {
    if (settings.overflow() == OverflowPolicy.REJECT) {
      notices.throttled(0);
      return rejections.crowded(writes);
    }
    drainer.hurry();
    long start = System.nanoTime();
    long timeout = settings.blockTimeout().toNanos();
    try {
      while (buffer.futures().crowded()) {
        if (System.nanoTime() - start >= timeout) {
          return rejections.crowded(writes);
        }
        TimeUnit.NANOSECONDS.sleep(CROWDED_NANOS);
      }
      return null;
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      return rejections.interrupted(writes, interrupt);
    } finally {
      notices.throttled(System.nanoTime() - start);
    }
  }

  /** Null once the places are taken, or the answer for the caller. */
  private @Nullable CompletableFuture<Void> waitFor(int keys, int writes) {
    if (settings.overflow() == OverflowPolicy.REJECT) {
      notices.throttled(0);
      return rejections.full(writes);
    }
    drainer.hurry();
    long start = System.nanoTime();
    try {
      boolean taken = room.take(keys, settings.blockTimeout());
      return taken ? null : rejections.timedOut(writes, settings.blockTimeout());
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      return rejections.interrupted(writes, interrupt);
    } finally {
      notices.throttled(System.nanoTime() - start);
    }
  }
}
