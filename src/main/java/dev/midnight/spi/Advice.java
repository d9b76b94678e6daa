package dev.midnight.spi;

import org.jspecify.annotations.Nullable;

/**
 * A sentence to an operator about a setting of a cache, from what was measured on it.
 *
 * @param setting by its name below {@code midnight.caches.<name>}, or null if none would help
 * @param now the value that it has, or null without a setting
 * @param advised the value to try, or null without a setting
 * @param reason the figures that it rests on
 */
public record Advice(
    @Nullable String setting, @Nullable String now, @Nullable String advised, String reason) {

  /** A sentence about no setting. */
  public static Advice remark(String reason) {
    return new Advice(null, null, null, reason);
  }
}
