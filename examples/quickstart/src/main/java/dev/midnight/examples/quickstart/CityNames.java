package dev.midnight.examples.quickstart;

import dev.midnight.Snapshot;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An index of the cities of one snapshot by the beginning of their names. Case does not count, and
 * a diacritic only if it is asked for: {@code zur} and {@code Zür} both find Zürich, and only the
 * first finds Żurawica. Immutable.
 */
final class CityNames {

  private static final Comparator<City> BY_PLACE =
      Comparator.comparing((City city) -> city.key().country())
          .thenComparing(city -> city.key().admin1())
          .thenComparing(city -> city.key().admin2())
          .thenComparing(city -> city.key().name());

  private final NavigableMap<String, List<City>> byPlainName;

  private CityNames(NavigableMap<String, List<City>> byPlainName) {
    this.byPlainName = byPlainName;
  }

  static CityNames of(Snapshot<CityKey, City> snapshot) {
    return new CityNames(
        snapshot.asMap().values().stream()
            .collect(
                Collectors.groupingBy(
                    city -> Spelling.plain(city.key().name()), TreeMap::new, Collectors.toList())));
  }

  /** Cities whose name begins so, in the order of their names, then of their places. */
  Stream<City> startingWith(String prefix) {
    String plain = Spelling.plain(prefix);
    String accented = Spelling.withoutCase(prefix);
    Stream<City> found =
        byPlainName.tailMap(plain, true).entrySet().stream()
            .takeWhile(name -> name.getKey().startsWith(plain))
            .flatMap(name -> name.getValue().stream().sorted(BY_PLACE));
    return accented.equals(plain)
        ? found
        : found.filter(city -> Spelling.withoutCase(city.key().name()).startsWith(accented));
  }

  /** Cities of that name, whatever its case and diacritics, in the order of their places. */
  Stream<City> named(String name) {
    return byPlainName.getOrDefault(Spelling.plain(name), List.of()).stream().sorted(BY_PLACE);
  }
}
