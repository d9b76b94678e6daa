package dev.midnight.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.openqa.selenium.WebElement;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

/** The console over a hundred caches, one of them large, some of them named by an attacker. */
@SpringBootTest(
    classes = ManyCaches.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "quickstart.database=./target/test-data/${random.uuid}/many")
@DirtiesContext
class ManyCachesConsoleTests {

  private static final String LARGE = "%,d".formatted(ManyCaches.ROWS);

  private final ManyCaches caches;
  private final ConsolePage page;

  ManyCachesConsoleTests(@LocalServerPort int port, @Autowired ManyCaches caches) {
    this.caches = caches;
    this.page = ConsolePage.open(port);
  }

  @AfterEach
  void close() {
    page.close();
  }

  @Test
  void aHundredCachesAreShownAndFoundByName() {
    Awaitility.await().until(() -> page.all("tbody tr").size() == ManyCaches.CACHES);
    page.awaitText("tbody tr", LARGE);
    assertThat(page.all("tbody th").stream().map(WebElement::getText))
        .containsAll(ManyCaches.HOSTILE);
    assertThat(page.all("main img, main script")).isEmpty();

    page.await("#search").sendKeys("cache-04");

    Awaitility.await().until(() -> page.all("tbody tr").size() == 10);
    assertThat(page.severeLogs()).isEmpty();
    assertThat(page.browser().getTitle()).isEqualTo("Midnight");
  }

  @Test
  void aLargeLoadIsShownHalfwayAndWhenItIsPublished() {
    page.cache("cities");
    page.awaitText(".tile", LARGE);
    CountDownLatch held = caches.holdHalfway();

    page.act("refresh", "to see it run");
    page.awaitText(".progress", "50 %");
    page.awaitText(".progress", "%,d".formatted(ManyCaches.ROWS / 2));
    held.countDown();

    page.awaitText(".scroll tbody tr:first-child", "published");
    page.awaitText(".tile", LARGE);
  }

  @ParameterizedTest
  @FieldSource("dev.midnight.examples.quickstart.ManyCaches#HOSTILE")
  void aCacheWithAHostileNameIsShownAndObeys(String name) {
    page.cache(URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"));
    assertThat(page.await("h1.name").getText()).isEqualTo(name);

    page.act("refresh", name);

    page.awaitText(".scroll tbody tr:first-child", "#2");
    assertThat(page.all("main img, main script")).isEmpty();
    assertThat(page.browser().getTitle()).isEqualTo(name + " – Midnight");
    assertThat(page.severeLogs()).isEmpty();
  }
}
