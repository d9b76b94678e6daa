package dev.midnight.storm.systems;

/**
 * A row of the price list.
 *
 * @param day on which it last changed; rows of one group change together
 */
public record Price(String sku, long day, long cents) {}
