package dev.midnight.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@QuickstartTest
@ExtendWith(OutputCaptureExtension.class)
class NightRefreshTests {

  private static final String MOVE_PARIS =
      "UPDATE city SET latitude = %s WHERE country = 'FR' AND admin2 = '75' AND name = 'Paris'";

  private final Quickstart quickstart;
  private final JdbcClient database;

  NightRefreshTests(@LocalServerPort int port, @Autowired JdbcClient database) {
    this.quickstart = new Quickstart(port);
    this.database = database;
  }

  @BeforeEach
  void sourceWorks() {
    quickstart.sourceFails("off");
  }

  @Test
  void databaseHoldsEveryRowOfTheFile() {
    List<City> imported =
        database
            .sql("SELECT * FROM city ORDER BY id")
            .query(
                (row, number) ->
                    new City(
                        new CityKey(
                            row.getString("country"),
                            row.getString("admin1"),
                            row.getString("admin2"),
                            row.getString("name")),
                        row.getDouble("latitude"),
                        row.getDouble("longitude")))
            .list();

    assertThat(imported).hasSize(171_075).isEqualTo(CityRows.read());
  }

  @Test
  void rowsStreamInTheOrderOfTheFileWithoutASort() {
    String plan = database.sql("EXPLAIN " + CityLoader.ALL_ROWS).query(String.class).single();

    assertThat(plan).contains("index sorted");
  }

  @Test
  void logAndEndpointSayHowManyRowsWereKeptAndDropped(CapturedOutput output) {
    List<City> rows = CityRows.read();
    Set<CityKey> keys = new HashSet<>();
    long dropped = rows.stream().filter(row -> !keys.add(row.key())).count();

    JsonNode refresh = quickstart.refresh();

    assertThat(dropped).isEqualTo(609);
    assertThat(quickstart.cache().path("size").asInt()).isEqualTo(keys.size());
    assertThat(refresh.path("rows").asInt()).isEqualTo(rows.size());
    assertThat(refresh.path("duplicatesDropped").asLong()).isEqualTo(dropped);
    assertThat(output)
        .contains("170,466 entries from 171,075 rows, 609 duplicates dropped")
        .contains("load.duplicates=first");
  }

  @Test
  void updateInTheDatabaseShowsWithTheRefreshAndNotBefore() {
    double before = latitude(quickstart.paris());
    try {
      assertThat(quickstart.sql(MOVE_PARIS.formatted(12.5)).path("rowsChanged").asInt()).isOne();
      assertThat(latitude(quickstart.paris())).isEqualTo(before);

      JsonNode refresh = quickstart.refresh();

      assertThat(refresh.path("changes").path("updated").asInt()).isOne();
      assertThat(latitude(quickstart.paris())).isEqualTo(12.5);
    } finally {
      quickstart.sql(MOVE_PARIS.formatted(before));
      quickstart.refresh();
    }
    assertThat(latitude(quickstart.paris())).isEqualTo(before);
  }

  @Test
  void endpointShowsTheCronAndItsNextFiveMidnights() {
    JsonNode cache = quickstart.cache();
    List<Instant> next =
        cache
            .path("nextRefreshes")
            .valueStream()
            .map(JsonNode::asString)
            .map(Instant::parse)
            .toList();

    assertThat(cache.path("cron").asString()).isEqualTo("0 0 0 * * *");
    assertThat(next).hasSize(5).isSorted().first().satisfies(NightRefreshTests::isAhead);
    assertThat(next)
        .allSatisfy(
            time ->
                assertThat(time.atZone(ZoneOffset.UTC).toLocalTime()).isEqualTo(LocalTime.MIDNIGHT))
        .doesNotHaveDuplicates();
  }

  @Test
  void prometheusScrapesTheSizeAndTheRefreshes() {
    quickstart
        .get("/actuator/prometheus")
        .expectStatus()
        .isOk()
        .expectBody(String.class)
        .value(
            scrape ->
                assertThat(scrape)
                    .contains("midnight_snapshot_size_entries{cache=\"cities\"} 170466.0")
                    .contains("midnight_refresh_seconds_count{cache=\"cities\""));
  }

  private static double latitude(JsonNode answer) {
    return answer.path("city").path("latitude").asDouble();
  }

  private static void isAhead(Instant time) {
    assertThat(time).isBetween(Instant.now(), Instant.now().plus(Duration.ofDays(1)));
  }
}
