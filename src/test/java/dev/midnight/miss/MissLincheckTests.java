package dev.midnight.miss;

import dev.midnight.spi.CacheThreads;
import dev.midnight.spi.Found;
import dev.midnight.spi.MissStore;
import dev.midnight.spi.MissTurn;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;

/**
 * Nobody reads a miss from before a write or a publish that has ended, in whatever order the steps
 * of two threads on one key fall.
 */
public class MissLincheckTests {

  private static final MissStore STORE =
      new MissStore() {
        @Override
        public <K, R> ConcurrentMap<K, CompletableFuture<R>> create(long size, Duration expiry) {
          return new ConcurrentHashMap<>();
        }
      };

  private final AtomicInteger source = new AtomicInteger();
  private final AtomicInteger generation = new AtomicInteger(1);
  private final MissMemory<String, Integer> memory =
      new MissMemory<>(
          new MissSettings("prices", 10, Duration.ofMinutes(10), Duration.ofSeconds(1)),
          STORE,
          new Timeouts("prices", CacheThreads.PLATFORM),
          () -> new Rows(generation.get(), Map.of()));

  /** What was written to the source before is read from now on. */
  @Operation
  public boolean writeThenRead() {
    int mine = source.incrementAndGet();
    memory.drop("a");
    return read() >= mine;
  }

  /** As above, without the notice of the publish, which may come at any later time. */
  @Operation
  public boolean publishThenRead() {
    int mine = source.incrementAndGet();
    generation.incrementAndGet();
    return read() >= mine;
  }

  @Operation
  public boolean readMarked() {
    if (memory.find("a") == null) {
      MissTurn<Integer> turn = memory.begin("a");
      turn.found(source.get());
    }
    return true;
  }

  @Operation
  public boolean readShared() {
    return read() >= 0;
  }

  private int read() {
    Found<Integer> known = memory.find("a");
    if (known != null && known.value() != null) {
      return known.value();
    }
    Turn<String, Integer> turn = memory.join("a", generation.get());
    int value = source.get();
    if (turn.own()) {
      turn.found(value);
    }
    return value;
  }

  @Test
  void noReadFindsAMissFromBeforeAWriteOrAPublish() {
    new ModelCheckingOptions()
        .iterations(20)
        .invocationsPerIteration(400)
        .threads(2)
        .actorsPerThread(2)
        .actorsBefore(0)
        .actorsAfter(1)
        .check(MissLincheckTests.class);
  }
}
