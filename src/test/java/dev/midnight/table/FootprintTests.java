package dev.midnight.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.midnight.DuplicatePolicy;
import dev.midnight.ReusePolicy;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jol.info.GraphLayout;

/** The sampled footprint against what JOL finds by walking every object. */
class FootprintTests {

  private static final int ENTRIES = 5_000;
  private static final double STATED_ERROR = 0.1;

  /** As a class, because JOL cannot look into records; see {@link PriceRecord}. */
  static final class Price {
    final String name;
    final BigDecimal amount;
    final LocalDate from;
    final Object steps;
    final List<String> tags;

    Price(PriceRecord same) {
      this.name = same.name();
      this.amount = same.amount();
      this.from = same.from();
      this.steps = same.steps();
      this.tags = same.tags();
    }
  }

  record PriceRecord(
      String name, BigDecimal amount, LocalDate from, Object steps, List<String> tags) {

    static PriceRecord of(int i) {
      return new PriceRecord(
          "price " + i,
          new BigDecimal("1" + i + ".25"),
          LocalDate.ofEpochDay(i),
          new long[i % 10],
          List.of("tag a" + i, "tag b" + i));
    }
  }

  static class Base {
    final int number;
    final boolean open;

    Base(int number) {
      this.number = number;
      this.open = number % 2 == 0;
    }
  }

  static final class Article extends Base {
    final String text;
    final double weight;

    Article(int number) {
      super(number);
      this.text = "Größe 東京 " + number;
      this.weight = number;
    }
  }

  static Stream<IntFunction<Object>> values() {
    return Stream.of(
        i -> "value number " + i,
        i -> 100_000L + i,
        i -> new UUID(i, i),
        Article::new,
        i -> new byte[i % 100],
        i -> new Price(PriceRecord.of(i)));
  }

  @ParameterizedTest
  @MethodSource("values")
  void sampleIsWithinTenPercentOfTheWhole(IntFunction<Object> value) {
    Table<String, Object> table = table(value);
    Footprint footprint = Footprint.of(table);
    long estimated = footprint.tableBytes() + footprint.entries() * footprint.entryBytes();
    long real = GraphLayout.parseInstance(table).totalSize();

    assertThat((double) estimated / real).isCloseTo(1, within(STATED_ERROR));
  }

  @Test
  void recordCountsAsAClassOfTheSameFields() {
    assertThat(Footprint.of(table(PriceRecord::of)))
        .isEqualTo(Footprint.of(table(i -> new Price(PriceRecord.of(i)))));
  }

  @Test
  void objectThatAllEntriesShareCountsOnce() {
    String shared = "x".repeat(100_000);
    assertThat(Footprint.of(table(i -> shared)).entryBytes()).isLessThan(400);
  }

  @Test
  void emptyTableHasNoEntryBytes() {
    assertThat(Footprint.of(Table.empty()).entryBytes()).isZero();
  }

  private static Table<String, Object> table(IntFunction<Object> value) {
    TableBuilder<String, Object> builder =
        new TableBuilder<>(Table.empty(), SameValue.of(ReusePolicy.AUTO), DuplicatePolicy.FAIL);
    for (int i = 0; i < ENTRIES; i++) {
      builder.put("key:" + i, value.apply(i));
    }
    return builder.build(1).table();
  }
}
