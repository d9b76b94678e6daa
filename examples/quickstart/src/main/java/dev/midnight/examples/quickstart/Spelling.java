package dev.midnight.examples.quickstart;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** What two spellings of a name have in common. */
final class Spelling {

  private static final Pattern DIACRITICS = Pattern.compile("\\p{InCombiningDiacriticalMarks}+");

  private Spelling() {}

  /** A name without case, its diacritics apart; upper case first, because it makes ß an SS. */
  static String withoutCase(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKD)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT);
  }

  /** A name without case and diacritics. Letters of their own, such as ø and ł, stay. */
  static String plain(String name) {
    return DIACRITICS.matcher(withoutCase(name)).replaceAll("");
  }
}
