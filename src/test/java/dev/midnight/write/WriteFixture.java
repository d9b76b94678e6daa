package dev.midnight.write;

import dev.midnight.Changes;
import dev.midnight.OverflowPolicy;
import dev.midnight.ReusePolicy;
import dev.midnight.publish.LoadMark;
import dev.midnight.publish.Publisher;
import dev.midnight.publish.PublisherSettings;
import dev.midnight.spi.CacheEvents;
import dev.midnight.spi.CacheObserver;
import dev.midnight.spi.CacheThreads;
import dev.midnight.table.SameValue;
import dev.midnight.table.Table;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A write path with its publisher and a source in the test's hand. */
final class WriteFixture implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final SameValue SAME = SameValue.of(ReusePolicy.AUTO);

  final List<Thread> threads = new CopyOnWriteArrayList<>();
  final Publisher<String, Integer> publisher;
  final WritePath<String, Integer> writes;

  WriteFixture() {
    this(settings(65536, OverflowPolicy.BLOCK, PATIENCE), CacheEvents.NONE);
  }

  WriteFixture(WriteSettings settings, CacheEvents events) {
    publisher =
        new Publisher<>(
            new PublisherSettings<>(
                settings.cache(),
                Clock.systemUTC(),
                SAME,
                null,
                (previous, now, diff, load) -> {}));
    writes = new WritePath<>(settings, publisher, this::newThread, events, new CacheObserver() {});
  }

  static WriteSettings settings(int capacity, OverflowPolicy overflow, Duration blockTimeout) {
    return new WriteSettings("prices", 8, capacity, Duration.ofMillis(1), overflow, blockTimeout);
  }

  WriteFixture loaded(Map<String, Integer> rows) {
    load(publisher.beginLoad(), rows);
    return this;
  }

  void load(LoadMark<String, Integer> mark, Map<String, Integer> rows) {
    Table<String, Integer> table = Table.<String, Integer>empty().patch(rows, SAME).table();
    publisher.publish(
        publisher.prepare(mark, table, new Changes(rows.size(), 0, 0, 0), Instant.now()));
  }

  Map<String, Integer> seen() {
    return Objects.requireNonNull(publisher.current()).asMap();
  }

  /** Fails instead of hanging. */
  static void await(CompletableFuture<?> future) {
    try {
      future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  List<Thread> threads(String role) {
    return threads.stream().filter(thread -> thread.getName().contains(role)).toList();
  }

  @Override
  public void close() {
    writes.close(Duration.ofSeconds(1));
  }

  private Thread newThread(String name, Runnable task) {
    Thread thread = CacheThreads.PLATFORM.newThread(name, task);
    threads.add(thread);
    return thread;
  }
}
