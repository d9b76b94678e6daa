package dev.midnight.refresh;

import dev.midnight.Snapshot;
import dev.midnight.SnapshotValidator;
import dev.midnight.ValidationResult;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a candidate that is too small, or has lost or won too much at once.
 *
 * @param maxShrink share of the current entries that may go away, 0 to 1
 * @param maxGrowth share of the current entries that may come, 0 or more, infinite for any
 */
public record SizeGate<K, V>(String cache, long minEntries, double maxShrink, double maxGrowth)
    implements SnapshotValidator<K, V> {

  @Override
  public ValidationResult validate(Snapshot<K, V> candidate, @Nullable Snapshot<K, V> current) {
    long size = candidate.size();
    if (size < minEntries) {
      return reject(
          "%d entries loaded but the minimum is %d".formatted(size, minEntries), "min-entries");
    }
    long before = current == null ? 0 : current.size();
    if (before == 0) {
      return ValidationResult.accept();
    }
    if (exceeds(before - size, maxShrink, before)) {
      return reject(
          "%d entries loaded after %d, %s fewer but at most %s may go at once"
              .formatted(size, before, percent(before - size, before), percent(maxShrink)),
          "max-shrink");
    }
    if (exceeds(size - before, maxGrowth, before)) {
      return reject(
          "%d entries loaded after %d, %s more but at most %s may come at once"
              .formatted(size, before, percent(size - before, before), percent(maxGrowth)),
          "max-growth");
    }
    return ValidationResult.accept();
  }

  /** In decimals, as the share was written: 29 of 100 do not exceed 0.29, in binary they do. */
  private static boolean exceeds(long part, double share, long whole) {
    return Double.isFinite(share)
        && BigDecimal.valueOf(part)
                .compareTo(BigDecimal.valueOf(share).multiply(BigDecimal.valueOf(whole)))
            > 0;
  }

  private ValidationResult reject(String what, String property) {
    return ValidationResult.reject(
        "%s. See midnight.caches.%s.validate.%s".formatted(what, cache, property));
  }

  private static String percent(long part, long whole) {
    return percent((double) part / whole);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.4g %%", share * 100);
  }
}
