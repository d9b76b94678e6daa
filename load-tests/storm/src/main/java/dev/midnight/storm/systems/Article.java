package dev.midnight.storm.systems;

import java.math.BigDecimal;
import java.time.LocalDate;

/** What a wide row has besides its price: some ten objects, all made anew by each reading. */
record Article(
    String name, String description, String category, LocalDate since, BigDecimal weight) {

  private static final int CATEGORIES = 200;

  static Article of(int row) {
    return new Article(
        "Article number " + row,
        "What is said of number " + row + " on its page in the shop",
        "category/" + row % CATEGORIES,
        LocalDate.of(2000 + row % 25, 1 + row % 12, 1 + row % 28),
        BigDecimal.valueOf(row % 100_000, 3));
  }
}
