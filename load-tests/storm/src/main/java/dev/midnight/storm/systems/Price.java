package dev.midnight.storm.systems;

import org.jspecify.annotations.Nullable;

/**
 * A row of the price list.
 *
 * @param sku its key
 * @param day on which it last changed; rows of one group change together
 * @param article what wide rows have besides, else null
 */
public record Price(String sku, long day, long cents, @Nullable Article article) {

  /** A narrow row. */
  public Price(String sku, long day, long cents) {
    this(sku, day, cents, null);
  }
}
