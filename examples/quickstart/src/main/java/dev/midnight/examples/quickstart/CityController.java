package dev.midnight.examples.quickstart;

import dev.midnight.DerivedView;
import dev.midnight.Snapshot;
import dev.midnight.SnapshotCache;
import java.util.Comparator;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Answers from memory. Each request reads one snapshot throughout, so that what it says belongs
 * together even if another is published meanwhile.
 */
@RestController
@RequestMapping("/cities")
final class CityController {

  private static final int MOST_RESULTS = 100;
  private static final int MOST_SUGGESTIONS = 5;

  private final SnapshotCache<CityKey, City> cities;
  private final DerivedView<CityNames> names;

  CityController(SnapshotCache<CityKey, City> cities) {
    this.cities = cities;
    this.names = cities.derive(CityNames::of);
  }

  @GetMapping
  CityAnswer find(
      @RequestParam String country,
      @RequestParam(defaultValue = "") String admin1,
      @RequestParam(defaultValue = "") String admin2,
      @RequestParam String name) {
    CityKey key = new CityKey(country, admin1, admin2, name);
    Snapshot<CityKey, City> snapshot = cities.snapshot();
    City city = snapshot.get(key);
    if (city == null) {
      throw new UnknownCityException(key, snapshot.version(), sameName(snapshot, key));
    }
    return new CityAnswer(city, SnapshotStamp.of(snapshot));
  }

  /** The cities of that name, those of the same country first. */
  private List<City> sameName(Snapshot<CityKey, City> snapshot, CityKey key) {
    return snapshot
        .view(names)
        .named(key.name())
        .sorted(Comparator.comparing(city -> !city.key().country().equals(key.country())))
        .limit(MOST_SUGGESTIONS)
        .toList();
  }

  @GetMapping("/search")
  SearchAnswer search(@RequestParam String prefix, @RequestParam(defaultValue = "10") int limit) {
    if (prefix.isBlank() || limit < 1 || limit > MOST_RESULTS) {
      throw new ResponseStatusException(
          HttpStatus.BAD_REQUEST,
          "prefix needs a letter, and limit is 1 to %d.".formatted(MOST_RESULTS));
    }
    Snapshot<CityKey, City> snapshot = cities.snapshot();
    List<City> found = snapshot.view(names).startingWith(prefix).limit(limit).toList();
    return new SearchAnswer(found, SnapshotStamp.of(snapshot));
  }
}
