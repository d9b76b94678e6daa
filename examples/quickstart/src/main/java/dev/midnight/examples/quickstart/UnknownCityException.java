package dev.midnight.examples.quickstart;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** The answer 404 to a key that the snapshot does not hold, with the cities of that name. */
final class UnknownCityException extends ErrorResponseException {

  private static final long serialVersionUID = 1;

  UnknownCityException(CityKey key, long version, List<City> sameName) {
    super(HttpStatus.NOT_FOUND);
    setDetail(
        ("Snapshot %d holds no city with country=%s, admin1=%s, admin2=%s, name=%s. All four make"
                + " the key, in their exact spelling; 'sameName' lists some that have the name.")
            .formatted(version, key.country(), key.admin1(), key.admin2(), key.name()));
    getBody().setProperty("sameName", sameName);
  }
}
