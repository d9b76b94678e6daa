package dev.midnight.examples.jdbctable;

import java.math.BigDecimal;

/** A row of the table {@code price}; its column names are the components' in snake case. */
record Price(String sku, BigDecimal amount, String currency, String label) {}
