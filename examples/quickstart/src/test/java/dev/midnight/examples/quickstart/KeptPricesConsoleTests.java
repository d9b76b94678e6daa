package dev.midnight.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.SnapshotCache;
import dev.midnight.test.SettableClock;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

/** The console over a cache that keeps its generations and shows its values. */
@SpringBootTest(
    classes = KeptPrices.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "quickstart.database=./target/test-data/${random.uuid}/kept",
      "management.endpoint.midnight.show-values=always",
      "midnight.caches.cities.cron=-",
      "midnight.caches.cities.store.type=file",
      "midnight.caches.cities.store.directory=./target/test-data/${random.uuid}/store",
      "midnight.caches.cities.store.keep=10",
      "midnight.caches.cities.validate.max-shrink=40%",
      "midnight.caches.cities.write.capacity=10"
    })
@DirtiesContext
class KeptPricesConsoleTests {

  private static final String BADGE = "h1.name ~ .badge";
  private static final String NEWEST = ".scroll tbody tr:first-child";

  private final KeptPrices source;
  private final SnapshotCache<String, Integer> prices;
  private final SettableClock clock;
  private final ConsolePage page;
  private final Quickstart service;

  KeptPricesConsoleTests(
      @LocalServerPort int port,
      @Autowired KeptPrices source,
      @Autowired SnapshotCache<String, Integer> prices,
      @Autowired SettableClock clock) {
    this.source = source;
    this.prices = prices;
    this.clock = clock;
    this.page = ConsolePage.open(port);
    this.service = new Quickstart(port);
  }

  @BeforeEach
  void showTenPrices() {
    load(10);
    page.cache("cities");
    page.awaitText(".tile", "10 entries");
  }

  @AfterEach
  void close() {
    assertThat(page.severeLogs()).isEmpty();
    page.close();
  }

  private long load(int rows) {
    source.hold(rows);
    return prices.refresh().join().generation();
  }

  /** Generations are saved after their publish, one after the other. */
  private void awaitSaved(long generation) {
    Awaitility.await()
        .until(() -> service.cache().at("/store/savedGeneration").asLong() == generation);
  }

  @Test
  void aRejectedGenerationIsApproved() {
    load(2);
    page.awaitText(NEWEST, "rejected");
    page.awaitText(".facts", "REJECTED");
    assertThat(prices.snapshot().size()).isEqualTo(10);

    page.act("approve", "two are left indeed");

    page.awaitText(".tile", "2 entries");
    page.awaitText(NEWEST, "two are left indeed");
    assertThat(prices.snapshot().size()).isEqualTo(2);
    load(3);
  }

  @Test
  void whatARejectedGenerationWouldChangeStandsBesideTheQuestion() {
    load(2);
    page.awaitText(NEWEST, "rejected");

    page.form("approve");

    page.awaitText("dialog[open] [role=status] dd", "8");
    page.awaitText("dialog[open] [role=status]", "price-9");
    assertThat(prices.snapshot().size()).isEqualTo(10);
  }

  @Test
  void aGenerationIsRolledBackToByItsNumberAndPinned() {
    long wanted = prices.snapshot().generation();
    load(9);
    awaitSaved(load(8));
    page.awaitText(".tile", "8 entries");

    page.form("rollback");
    page.fill("generation", String.valueOf(wanted));
    page.fill("reason", "the eighth was wrong");
    page.send();

    page.awaitText(".tile", "10 entries");
    page.awaitText(BADGE, "pinned");
    page.awaitText(".tile .note", "the eighth was wrong");
    page.act("unpin", "mended");
    page.awaitText(".tile", "8 entries");
  }

  @Test
  void aPinIsShownWithItsReasonAndItsEndOnBothPages() {
    page.form("pin");
    page.fill("until", "2099-12-31T23:59");
    page.fill("reason", "the right prices");
    page.send();

    page.awaitText(BADGE, "pinned");
    page.awaitText(".tile .note", "2099");
    page.awaitText(".tile .note", "the right prices");
    page.overview();
    page.awaitText("tbody tr", "pinned");
    page.awaitText("tbody tr", "the right prices");
    page.awaitText("tbody tr", "until");
    page.awaitText("[data-filter=pinned]", "Pinned 1");

    page.cache("cities");
    page.act("unpin", "enough");
    page.awaitGone(BADGE, "pinned");
  }

  @Test
  void aKeyIsAskedForThatIsThereThatIsNotAndThatWasWritten() {
    page.ask("price-7");
    page.awaitText(".panel [role=status]", "LOAD");
    page.awaitText(".panel [role=status]", "7");

    page.ask("price-77");
    page.awaitText(".panel [role=status]", "no");

    prices.put("price-7", 4711).join();
    page.ask("price-7");
    page.awaitText(".panel [role=status]", "WRITE");
    page.awaitText(".panel [role=status]", "4711");
  }

  @Test
  void adviceIsSilentForAnHourAndThenNamesTheSetting() {
    page.awaitText(".panel", "Not enough seen yet");
    Map<String, Integer> nearlyFull =
        IntStream.range(0, 9).boxed().collect(Collectors.toMap(i -> "price-" + i, i -> i));
    prices.putAll(nearlyFull).join();
    for (int i = 0; i < 10_000; i++) {
      prices.get("price-1");
    }

    clock.advance(Duration.ofHours(1));

    page.awaitText(".advice", "write.capacity 10 → 40");
    page.awaitText(".advice", "9 of 10 places of the buffer were taken (90 %)");
  }
}
