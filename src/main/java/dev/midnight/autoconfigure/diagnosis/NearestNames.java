package dev.midnight.autoconfigure.diagnosis;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Guesses which of the known names was meant by an unknown one. */
public final class NearestNames {

  /** A name that differs more is not what was meant. */
  private static final double LIKELY = 0.4;

  private NearestNames() {}

  /** A question and the known names, for the end of an error text. */
  public static String suggest(String unknown, Collection<String> known) {
    if (known.isEmpty()) {
      return "There is none: declare a SnapshotLoader bean or a @SnapshotSource method.";
    }
    String nearest = nearest(unknown, known);
    String all = "Known: " + String.join(", ", known.stream().sorted().toList()) + ".";
    return nearest == null ? all : "Did you mean '" + nearest + "'? " + all;
  }

  private static @Nullable String nearest(String unknown, Collection<String> known) {
    return known.stream()
        .filter(name -> distance(unknown, name) <= LIKELY * Math.max(unknown.length(), 3))
        .min(Comparator.comparingInt(name -> distance(unknown, name)))
        .orElse(null);
  }

  /** Levenshtein's edit distance, ignoring case. */
  private static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[] costs = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      costs[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = costs[0];
      costs[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = costs[j];
        costs[j] = Math.min(replaced, 1 + Math.min(costs[j], costs[j - 1]));
      }
    }
    return costs[b.length()];
  }
}
