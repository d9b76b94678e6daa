package dev.midnight.miss;

import dev.midnight.MissLoadException;
import dev.midnight.MissLoader;
import dev.midnight.MissTimeoutException;
import dev.midnight.Snapshot;
import dev.midnight.miss.Finding.Kind;
import dev.midnight.spi.CacheThreads;
import dev.midnight.spi.PlainLine;
import dev.midnight.spi.WaitCounter;
import dev.midnight.spi.WaitStatus;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Readers that wait for a loader to find out what their snapshot does not hold. */
final class MissReads<K, V> {

  private final MissSettings settings;
  private final MissMemory<K, V> memory;
  private final MissLoads<K, V> loads;
  private final Supplier<? extends @Nullable Snapshot<K, V>> current;
  private final WaitCounter waits = new WaitCounter();
  private volatile boolean closed;

  MissReads(
      MissSettings settings,
      MissMemory<K, V> memory,
      MissLoads<K, V> loads,
      Supplier<? extends @Nullable Snapshot<K, V>> current) {
    this.settings = settings;
    this.memory = memory;
    this.loads = loads;
    this.current = current;
  }

  static <K, V> MissReads<K, V> of(
      MissSettings settings,
      MissMemory<K, V> memory,
      MissLoader<K, V> loader,
      CacheThreads threads,
      Supplier<? extends @Nullable Snapshot<K, V>> current) {
    return new MissReads<>(settings, memory, new MissLoads<>(settings, loader, threads), current);
  }

  /**
   * What the source holds for a key that a snapshot does not. A publish or a write meanwhile starts
   * it over, within the same time.
   */
  @Nullable V get(K key, Snapshot<K, V> missedIn) {
    long end = System.nanoTime() + settings.timeout().toNanos();
    Snapshot<K, V> snapshot = missedIn;
    while (!closed) {
      Turn<K, V> turn = memory.join(key, snapshot.generation());
      if (turn.own()) {
        loads.start(turn);
      }
      Finding<V> finding = await(turn.miss(), end);
      if (finding.is(Kind.FAILED) && !closed) {
        throw failed(Objects.requireNonNull(finding.failure()));
      }
      snapshot = Objects.requireNonNull(current.get());
      if (finding.is(Kind.ANSWERED) && turn.miss().generation() == snapshot.generation()) {
        return finding.value();
      }
      V published = snapshot.get(key);
      if (published != null) {
        return published;
      }
    }
    return null;
  }

  private Finding<V> await(Miss<V> miss, long end) {
    long start = System.nanoTime();
    try {
      return miss.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      throw new MissTimeoutException(settings.cache(), settings.timeout());
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw failed(interrupt);
    } catch (ExecutionException impossible) {
      throw failed(impossible);
    } finally {
      waits.add(System.nanoTime() - start);
    }
  }

  private MissLoadException failed(Throwable cause) {
    if (cause instanceof MissLoadException known) {
      return known;
    }
    return new MissLoadException(
        "Cache '%s': a key that its snapshot does not hold could not be loaded: %s. Whether the source holds it is not known, so that this read fails and the next one asks anew. See the cause."
            .formatted(settings.cache(), PlainLine.of(String.valueOf(cause))),
        cause);
  }

  WaitStatus waits() {
    return waits.status();
  }

  /** From now on readers get what their snapshot holds, and nobody waits. */
  void close() {
    closed = true;
    loads.close();
    memory.forgetAll();
  }
}
