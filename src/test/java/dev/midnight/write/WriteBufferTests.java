package dev.midnight.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WriteBufferTests {

  private static final int SHARDS = 8;

  private final Room room = new Room(1000);
  private final WriteBuffer<Integer, Integer> buffer =
      new WriteBuffer<>(SHARDS, new Ignored(), () -> {}, () -> {});

  @Test
  void cutMergesByKeyAndKeepsTheLastValue() {
    accept(new SingleWrite<>(buffer, 1, 1));
    accept(new SingleWrite<>(buffer, 2, 1));
    accept(new SingleWrite<>(buffer, 1, 2));
    accept(new SingleWrite<>(buffer, 2, null));
    PendingBatch<Integer, Integer> batch = buffer.cut();
    assertThat(batch.entries()).hasSize(2).containsEntry(1, 2).containsEntry(2, null);
    assertThat(batch.entries().keySet()).containsExactlyInAnyOrder(1, 2);
    assertThat(batch.entries().get(1)).isEqualTo(2);
    assertThat(batch.entries().containsKey(2)).isTrue();
    assertThat(batch.entries().containsKey(3)).isFalse();
    assertThat(batch.writes()).isEqualTo(4);
    batch.futures().settle(null);
    assertThat(batch.futures().count()).isEqualTo(4);
    assertThat(buffer.accepted()).isEqualTo(4);
    assertThat(buffer.merged()).isEqualTo(2);
    assertThat(buffer.cut().entries()).isEmpty();
  }

  @Test
  void cutHoldsEveryShardBeforeItTakesAnything() {
    accept(new SingleWrite<>(buffer, 1, 1));
    for (int held = 0; held < SHARDS; held++) {
      buffer.shard(held).lock().lockQuietly();
      Thread cutter = new Thread(buffer::cut, "cutter");
      cutter.start();
      await().until(() -> cutter.getState() == Thread.State.WAITING);
      int index = buffer.shardOf(1);
      if (index != held && index > held) {
        assertThat(buffer.shard(index).lock().lock()).isZero();
        assertThat(buffer.shard(index).isEmpty()).isFalse();
        buffer.shard(index).lock().unlock();
      }
      buffer.shard(held).lock().unlock();
      await().until(() -> !cutter.isAlive());
      accept(new SingleWrite<>(buffer, 1, 1));
    }
  }

  @Test
  void writeOfManyHoldsAllItsShards() {
    WriteOfMany<Integer, Integer> many = many(Map.of(1, 1, 2, 2, 3, 3));
    many.lock(buffer);
    Thread cutter = new Thread(buffer::cut, "cutter");
    cutter.start();
    await().until(() -> cutter.getState() == Thread.State.WAITING);
    many.tryAccept(buffer, room, 0, new PendingWrite());
    many.unlock(buffer);
    await().until(() -> !cutter.isAlive());
    assertThat(buffer.cut().entries()).isEmpty();
    assertThat(buffer.accepted()).isEqualTo(3);
  }

  @Test
  void repeatedWriteIsMergedWithoutTheLock() {
    assertThat(buffer.merge(1, 1)).isNull();
    accept(new SingleWrite<>(buffer, 1, 1));
    assertThat(buffer.merge(1, 2)).isNotNull().isNotDone();
    assertThat(buffer.merge(1, null)).isNotNull();
    assertThat(buffer.contention().free()).isEqualTo(1);
    assertThat(buffer.accepted()).isEqualTo(3);
    assertThat(buffer.merged()).isEqualTo(2);
    PendingBatch<Integer, Integer> batch = buffer.cut();
    assertThat(batch.entries()).hasSize(1).containsEntry(1, null);
    assertThat(batch.writes()).isEqualTo(3);
    assertThat(buffer.merge(1, 3)).isNull();
  }

  @Test
  void nothingIsMergedAfterTheBufferWasClosed() {
    accept(new SingleWrite<>(buffer, 1, 1));
    buffer.close();
    assertThat(buffer.merge(1, 2)).isNull();
    assertThat(buffer.cut().entries()).isEqualTo(Map.of(1, 1));
  }

  @Test
  void writeOfManyIsNotOvertakenHalfWay() {
    accept(new SingleWrite<>(buffer, 1, 1));
    accept(new SingleWrite<>(buffer, 2, 1));
    List<@Nullable PendingWrite> overtaking = new ArrayList<>();
    Map<Integer, Integer> entries = new LinkedHashMap<>();
    entries.put(1, 7);
    entries.put(2, 7);
    WriteOfMany<Integer, Integer> many = many(entries);
    many.lock(buffer);
    buffer.shard(buffer.shardOf(1)).hold(1);
    buffer.shard(buffer.shardOf(2)).hold(2);
    overtaking.add(buffer.merge(1, 8));
    overtaking.add(buffer.merge(2, 8));
    many.tryAccept(buffer, room, 0, new PendingWrite());
    many.unlock(buffer);
    assertThat(overtaking).containsOnlyNulls();
    assertThat(buffer.merge(2, 9)).isNotNull();
    assertThat(buffer.cut().entries()).isEqualTo(Map.of(1, 7, 2, 9));
  }

  @Test
  void freeLocksAreCountedAndCostNoWait() {
    IntStream.range(0, 10).forEach(i -> accept(new SingleWrite<>(buffer, i, i)));
    buffer.cut();
    assertThat(buffer.contention().free()).isEqualTo(10);
    assertThat(buffer.contention().contended()).isZero();
    assertThat(buffer.contention().waited()).isZero();
  }

  @Test
  void writerThatMeetsAHeldLockIsCountedWithItsWait() {
    SingleWrite<Integer, Integer> write = new SingleWrite<>(buffer, 1, 1);
    ShardLock lock = buffer.shard(buffer.shardOf(1)).lock();
    lock.lockQuietly();
    Thread writer = new Thread(() -> accept(write), "writer");
    writer.start();
    await().until(() -> writer.getState() == Thread.State.WAITING);
    lock.unlock();
    await().until(() -> !writer.isAlive());
    assertThat(buffer.contention().free()).isZero();
    assertThat(buffer.contention().contended()).isEqualTo(1);
    assertThat(buffer.contention().waited()).isPositive();
  }

  @Test
  void imbalanceIsTheBusiestShardAgainstTheMean() {
    assertThat(buffer.contention().imbalance()).isZero();
    IntStream.range(0, 10).forEach(i -> accept(new SingleWrite<>(buffer, 1, i)));
    assertThat(buffer.contention().imbalance()).isEqualTo(SHARDS);
    IntStream.range(0, 50_000).forEach(i -> accept(new SingleWrite<>(buffer, i % 900, i)));
    assertThat(buffer.contention().imbalance()).isCloseTo(1, within(0.3));
  }

  @Test
  void sequentialKeysSpreadOverTheShards() {
    long used = IntStream.range(0, SHARDS * 4).map(buffer::shardOf).distinct().count();
    assertThat(used).isEqualTo(SHARDS);
  }

  private void accept(WriteRequest<Integer, Integer> write) {
    write.lock(buffer);
    try {
      assertThat(write.tryAccept(buffer, room, 0, new PendingWrite()))
          .isEqualTo(WriteRequest.ACCEPTED);
    } finally {
      write.unlock(buffer);
    }
  }

  private WriteOfMany<Integer, Integer> many(Map<Integer, Integer> entries) {
    List<WriteOfMany.Entry<Integer, Integer>> list =
        entries.entrySet().stream()
            .map(
                entry ->
                    new WriteOfMany.Entry<>(
                        buffer.shardOf(entry.getKey()), entry.getKey(), entry.getValue()))
            .toList();
    return new WriteOfMany<>(list);
  }

  private static final class Ignored implements PendingBatch.BatchEnd<Integer, Integer> {

    @Override
    public void visible(PendingBatch<Integer, Integer> batch) {}

    @Override
    public void abandoned(PendingBatch<Integer, Integer> batch) {}
  }
}
