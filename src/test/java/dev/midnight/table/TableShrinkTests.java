package dev.midnight.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.Changes;
import dev.midnight.DuplicatePolicy;
import dev.midnight.ReusePolicy;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loads that hold much less than the table before. */
class TableShrinkTests {

  private static final int BEFORE = 20_000;

  private final AtomicLong hashed = new AtomicLong();

  /** A key that counts how often it is hashed. */
  private record CountedKey(int number, AtomicLong hashed) {

    @Override
    public int hashCode() {
      hashed.incrementAndGet();
      return Integer.hashCode(number);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof CountedKey key && key.number == number;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 100, BEFORE / 4, BEFORE / 2})
  void holdsWhatWasLoadedAndCountsTheRest(int kept) {
    Table<CountedKey, Integer> before = load(Table.empty(), BEFORE, 0).table();

    TableBuilder.Built<CountedKey, Integer> after = load(before, kept, 1);

    assertThat(after.table().size()).isEqualTo(kept + 1);
    assertThat(after.changes()).isEqualTo(new Changes(1, 0, BEFORE - kept, kept));
    for (int i = 0; i < kept; i++) {
      assertThat(after.table().get(new CountedKey(i, hashed))).isEqualTo(i);
    }
    assertThat(after.table().get(new CountedKey(kept, hashed))).isNull();
  }

  /**
   * Moving all keys to a geometry for two took seconds at a million: each was tried in one shard.
   */
  @Test
  void doesNotMoveKeysThatGoAway() {
    Table<CountedKey, Integer> before = load(Table.empty(), BEFORE, 0).table();
    TableBuilder<CountedKey, Integer> builder = builder(before);
    builder.put(new CountedKey(1, hashed), 1);
    hashed.set(0);

    builder.build(1);

    assertThat(hashed.get()).isLessThan(100);
  }

  /** Keys from 0, and so many more that were never there. */
  private TableBuilder.Built<CountedKey, Integer> load(
      Table<CountedKey, Integer> before, int count, int more) {
    TableBuilder<CountedKey, Integer> builder = builder(before);
    for (int i = 0; i < count; i++) {
      builder.put(new CountedKey(i, hashed), i);
    }
    for (int i = 0; i < more; i++) {
      builder.put(new CountedKey(-1 - i, hashed), i);
    }
    return builder.build(1);
  }

  private static TableBuilder<CountedKey, Integer> builder(Table<CountedKey, Integer> before) {
    return new TableBuilder<>(before, SameValue.of(ReusePolicy.AUTO), DuplicatePolicy.FAIL);
  }
}
