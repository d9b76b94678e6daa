package dev.midnight.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;

@QuickstartTest
class CityControllerTests {

  private final Quickstart quickstart;

  CityControllerTests(@LocalServerPort int port) {
    this.quickstart = new Quickstart(port);
  }

  @Test
  void cityIsFoundByItsKeyWithItsSnapshot() {
    JsonNode answer = quickstart.paris();

    assertThat(answer.path("city").path("latitude").asDouble()).isEqualTo(48.85341);
    assertThat(answer.path("snapshot").path("version").asLong()).isPositive();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CH|ZH|112|Zürich (Kreis 1) / City",
        "AL|48|10944410|Gjadër, Dajc",
        "GR|ESYE11|02|Mosynopolis, Maximianopolis, Μαξιμιανούπολις"
      })
  void nameWithSlashCommaOrAnyScriptIsFound(
      String country, String admin1, String admin2, String name) {
    JsonNode answer =
        quickstart.json(
            "/cities?country={c}&admin1={a}&admin2={b}&name={n}", country, admin1, admin2, name);

    assertThat(answer.path("city").path("name").asString()).isEqualTo(name);
  }

  @Test
  void ofTwoRowsWithOneKeyTheFirstIsServed() {
    JsonNode answer = quickstart.json("/cities?country=AO&admin1=01&name=Chindumbo");

    assertThat(answer.path("city").path("latitude").asDouble()).isEqualTo(-11.95);
  }

  @Test
  void unknownKeyIsAnsweredWithCitiesOfThatName() {
    JsonNode answer =
        Quickstart.body(
            quickstart.get("/cities?country=FR&name=paris").expectStatus().isNotFound());

    assertThat(answer.path("detail").asString()).contains("country=FR", "name=paris");
    assertThat(answer.path("sameName").path(0).path("country").asString()).isEqualTo("FR");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Zür", "zür", "ZÜR", "Zu\u0308r"})
  void prefixWithDiacriticFindsExactlyTheNamesThatBearIt(String prefix) {
    List<String> found = search(prefix, 100);

    assertThat(found)
        .containsExactlyInAnyOrderElementsOf(keptNames(name -> name.startsWith("zür")))
        .contains("Zürich");
  }

  @Test
  void prefixWithoutDiacriticFindsNamesWithAnyOrNone() {
    assertThat(search("zur", 100)).contains("Zürich", "Zurgena", "Żurawica");
  }

  @Test
  void searchGivesAsManyAsAskedFor() {
    assertThat(search("san", 7)).hasSize(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"prefix=&limit=1", "prefix=a&limit=0", "prefix=a&limit=101", "limit=1"})
  void searchWithoutLettersOrLimitIsRefused(String query) {
    quickstart.get("/cities/search?" + query).expectStatus().isBadRequest();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE ALIAS run AS 'void run() {}'",
        "UPDATE city SET name = FILE_READ('pom.xml')",
        "SCRIPT TO 'target/script.sql'",
        "DROP TABLE city",
        "nonsense"
      })
  void statementThatIsMoreThanAnEditIsRefused(String statement) {
    quickstart
        .http()
        .post()
        .uri("/source/sql")
        .contentType(MediaType.parseMediaType("application/sql"))
        .body(statement)
        .exchange()
        .expectStatus()
        .isBadRequest();
  }

  @Test
  void formOfAWebPageCannotSendSql() {
    quickstart
        .http()
        .post()
        .uri("/source/sql")
        .contentType(MediaType.TEXT_PLAIN)
        .body("DELETE FROM city")
        .exchange()
        .expectStatus()
        .isEqualTo(415);
  }

  private List<String> search(String prefix, int limit) {
    return quickstart
        .json("/cities/search?prefix={prefix}&limit={limit}", prefix, limit)
        .path("cities")
        .valueStream()
        .map(city -> city.path("name").asString())
        .toList();
  }

  private static List<String> keptNames(Predicate<String> wanted) {
    return CityRows.read().stream()
        .map(City::key)
        .distinct()
        .map(CityKey::name)
        .filter(name -> wanted.test(name.toLowerCase(Locale.ROOT)))
        .toList();
  }
}
