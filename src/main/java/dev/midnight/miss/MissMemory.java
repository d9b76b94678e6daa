package dev.midnight.miss;

import dev.midnight.Snapshot;
import dev.midnight.spi.Found;
import dev.midnight.spi.MissStatus;
import dev.midnight.spi.MissStore;
import dev.midnight.spi.MissTurn;
import dev.midnight.spi.Misses;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one cache remembers of keys that its snapshot does not hold.
 *
 * <p>Concurrency: one map from keys to futures, changed by its own atomic operations only, and no
 * lock of our own. Nobody's code runs inside those operations. The invariants:
 *
 * <ol>
 *   <li>Every miss bears the generation that was current <i>before</i> its source was asked, and is
 *       served only while that generation still is. So a publish needs to drop nothing for readers'
 *       sake; it drops to free memory, and to wake those who wait.
 *   <li>A miss is in the map before its source is asked: the question itself is mapped. Whoever
 *       takes it out of the map has taken away its answer too, for an answer is given to the
 *       question, and never put into the map anew.
 *   <li>A write drops the key's miss within the call, before it is buffered. What was asked before
 *       the drop is out of the map and can no longer be found by anybody; what is asked after the
 *       drop reads the source after the caller had written it. Hence, once the write's future has
 *       completed, no read finds a miss older than the write; and where the write was a removal,
 *       the source is asked anew.
 *   <li>A question that nobody waits for is a mark: completed, so that the store may drop it, and
 *       not an answer. It turns into an answer by one compare-and-set of the mark's identity, which
 *       fails if the mark was dropped, though another mark of that key may stand there since.
 *   <li>A dropped question is completed as overtaken: those who wait look into the snapshot again
 *       and ask anew, without waiting for the overtaken one. So one load per key runs at a time,
 *       but for overtaken ones that have not ended.
 *   <li>The snapshot comes first: a miss is looked for only where the current snapshot does not
 *       hold the key. A miss of a key that was published since is never found; and before the key
 *       can be absent again, in this generation, a removal has dropped that miss.
 * </ol>
 */
final class MissMemory<K, V> implements Misses<K, V> {

  private final MissSettings settings;
  private final MissStore store;
  private final Timeouts timeouts;
  private final Supplier<? extends @Nullable Snapshot<K, V>> current;
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();

  /** Made when the first question is asked: most caches ask none. */
  private volatile @Nullable ConcurrentMap<K, CompletableFuture<Finding<V>>> map;

  MissMemory(
      MissSettings settings,
      MissStore store,
      Timeouts timeouts,
      Supplier<? extends @Nullable Snapshot<K, V>> current) {
    this.settings = settings;
    this.store = store;
    this.timeouts = timeouts;
    this.current = current;
  }

  @Override
  public @Nullable Found<V> find(K key) {
    Snapshot<K, V> snapshot = current.get();
    V value = snapshot == null ? null : snapshot.get(key);
    return value != null ? new Found<>(value) : remembered(key);
  }

  private @Nullable Found<V> remembered(K key) {
    Miss<V> miss = mapped(questions(), key);
    Found<V> found = miss == null || miss.generation() != generation() ? null : miss.found();
    count(found != null);
    return found;
  }

  @Override
  public MissTurn<V> begin(K key) {
    Miss<V> mark = Miss.of(generation(), Finding.open());
    Miss<V> standing = put(key, mark, (miss, mine) -> miss.generation() == mine.generation());
    return new MarkedTurn<>(questions(), key, standing);
  }

  @Override
  public MissTurn<V> join(K key) {
    Turn<K, V> turn = join(key, generation());
    if (turn.own()) {
      turn.limit(() -> {});
    }
    return turn;
  }

  /** Joins under the generation of the snapshot in which the key was absent. */
  Turn<K, V> join(K key, long generation) {
    Miss<V> question = new Miss<>(generation);
    Miss<V> standing = put(key, question, (miss, mine) -> miss.serves(mine.generation()));
    boolean own = standing == question;
    count(!own && standing.isDone());
    return new Turn<>(questions(), key, standing, own, settings.timeout(), timeouts);
  }

  /** Maps a miss to its key, unless one stands there that may stay. */
  private Miss<V> put(K key, Miss<V> mine, BiPredicate<Miss<V>, Miss<V>> stays) {
    ConcurrentMap<K, CompletableFuture<Finding<V>>> questions = questions();
    while (true) {
      Miss<V> standing = mapped(questions, key);
      if (standing != null && stays.test(standing, mine)) {
        return standing;
      }
      if (standing == null) {
        if (questions.putIfAbsent(key, mine) == null) {
          return mine;
        }
      } else if (questions.replace(key, standing, mine)) {
        standing.complete(Finding.overtaken());
        return mine;
      }
    }
  }

  /** Drops what is known of a key, and the answers that are on their way. */
  void drop(K key) {
    ConcurrentMap<K, CompletableFuture<Finding<V>>> questions = map;
    CompletableFuture<Finding<V>> dropped = questions == null ? null : questions.remove(key);
    if (dropped != null) {
      dropped.complete(Finding.overtaken());
    }
  }

  /** Drops what belongs to other generations, and wakes who waits for it. */
  void keepOnly(long generation) {
    drop(miss -> miss.generation() != generation);
  }

  @Override
  public void forgetAll() {
    drop(miss -> true);
  }

  private void drop(Predicate<Miss<V>> which) {
    ConcurrentMap<K, CompletableFuture<Finding<V>>> questions = map;
    if (questions == null) {
      return;
    }
    questions.forEach(
        (key, future) -> {
          if (which.test((Miss<V>) future)) {
            questions.remove(key, future);
            future.complete(Finding.overtaken());
          }
        });
  }

  @Override
  public MissStatus status() {
    return new MissStatus(hits.sum(), misses.sum());
  }

  private long generation() {
    Snapshot<K, V> snapshot = current.get();
    return snapshot == null ? 0 : snapshot.generation();
  }

  private void count(boolean hit) {
    (hit ? hits : misses).increment();
  }

  /** Whatever is in the map was put there as a miss. */
  private static <K, V> @Nullable Miss<V> mapped(
      ConcurrentMap<K, CompletableFuture<Finding<V>>> questions, K key) {
    return (Miss<V>) questions.get(key);
  }

  private ConcurrentMap<K, CompletableFuture<Finding<V>>> questions() {
    ConcurrentMap<K, CompletableFuture<Finding<V>>> made = map;
    return made == null ? make() : made;
  }

  private synchronized ConcurrentMap<K, CompletableFuture<Finding<V>>> make() {
    ConcurrentMap<K, CompletableFuture<Finding<V>>> made = map;
    if (made == null) {
      made = store.create(settings.maximumSize(), settings.expireAfterWrite());
      map = made;
    }
    return made;
  }
}
