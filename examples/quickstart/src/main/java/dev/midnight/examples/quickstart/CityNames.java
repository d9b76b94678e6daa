package dev.midnight.examples.quickstart;

import dev.midnight.Snapshot;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An index of the cities of one snapshot by the beginning of their names. Case and diacritics do
 * not count: {@code zur} finds Zürich. Immutable.
 */
final class CityNames {

  private static final Pattern DIACRITICS = Pattern.compile("\\p{InCombiningDiacriticalMarks}+");

  private static final Comparator<City> BY_PLACE =
      Comparator.comparing((City city) -> city.key().country())
          .thenComparing(city -> city.key().admin1())
          .thenComparing(city -> city.key().admin2())
          .thenComparing(city -> city.key().name());

  private final NavigableMap<String, List<City>> byFoldedName;

  private CityNames(NavigableMap<String, List<City>> byFoldedName) {
    this.byFoldedName = byFoldedName;
  }

  static CityNames of(Snapshot<CityKey, City> snapshot) {
    return new CityNames(
        snapshot.asMap().values().stream()
            .sorted(BY_PLACE)
            .collect(Collectors.groupingBy(CityNames::folded, TreeMap::new, Collectors.toList())));
  }

  /** Cities whose name begins so, in the order of their names, then of their places. */
  Stream<City> startingWith(String prefix) {
    String folded = fold(prefix);
    return byFoldedName.tailMap(folded, true).entrySet().stream()
        .takeWhile(name -> name.getKey().startsWith(folded))
        .flatMap(name -> name.getValue().stream());
  }

  /** Cities of that name, in the order of their places. */
  Stream<City> named(String name) {
    return byFoldedName.getOrDefault(fold(name), List.of()).stream();
  }

  private static String folded(City city) {
    return fold(city.key().name());
  }

  /** The name without case and diacritics; upper case first, because it makes ß an SS. */
  static String fold(String name) {
    String decomposed = Normalizer.normalize(name, Normalizer.Form.NFKD);
    return DIACRITICS
        .matcher(decomposed)
        .replaceAll("")
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT);
  }
}
