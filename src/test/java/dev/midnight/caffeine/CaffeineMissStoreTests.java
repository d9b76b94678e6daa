package dev.midnight.caffeine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What misses rely on in Caffeine's asynchronous maps. */
class CaffeineMissStoreTests {

  private final AtomicLong nanos = new AtomicLong();
  private final ConcurrentMap<Integer, CompletableFuture<String>> map =
      new CaffeineMissStore(nanos::get).create(10, Duration.ofMinutes(10));

  @Test
  void mapKeepsWithinItsSize() {
    IntStream.range(0, 1000)
        .forEach(key -> map.put(key, CompletableFuture.completedFuture("answer")));
    assertThat(map).hasSizeLessThanOrEqualTo(10);
  }

  @Test
  void questionsStayHoweverManyAndHoweverLong() {
    IntStream.range(0, 1000).forEach(key -> map.put(key, new CompletableFuture<>()));
    nanos.addAndGet(Duration.ofDays(1).toNanos());
    assertThat(map).hasSize(1000);
  }

  @Test
  void answersExpireFromTheirCompletion() {
    CompletableFuture<String> question = new CompletableFuture<>();
    assertThat(map.putIfAbsent(1, question)).isNull();
    nanos.addAndGet(Duration.ofMinutes(9).toNanos());
    question.complete("answer");
    nanos.addAndGet(Duration.ofMinutes(9).toNanos());
    assertThat(map.get(1)).isSameAs(question);
    nanos.addAndGet(Duration.ofMinutes(2).toNanos());
    assertThat(map.get(1)).isNull();
  }

  @Test
  void questionThatWasTakenOutDoesNotComeBackWithItsAnswer() {
    CompletableFuture<String> question = new CompletableFuture<>();
    map.put(1, question);
    assertThat(map.remove(1)).isSameAs(question);
    question.complete("answer");
    assertThat(map).isEmpty();
  }

  @Test
  void futuresAreComparedByIdentity() {
    CompletableFuture<String> mark = CompletableFuture.completedFuture("open");
    CompletableFuture<String> other = CompletableFuture.completedFuture("open");
    map.put(1, mark);
    assertThat(map.replace(1, other, new CompletableFuture<>())).isFalse();
    assertThat(map.remove(1, other)).isFalse();
    CompletableFuture<String> answer = CompletableFuture.completedFuture("answer");
    assertThat(map.replace(1, mark, answer)).isTrue();
    assertThat(map.get(1)).isSameAs(answer);
  }
}
