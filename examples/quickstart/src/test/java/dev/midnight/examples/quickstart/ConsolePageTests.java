package dev.midnight.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.springframework.boot.test.web.server.LocalServerPort;

@QuickstartTest
class ConsolePageTests {

  private static final String HOSTILE = "<img src=x onerror=document.title='owned'>";

  private final Quickstart quickstart;
  private final ConsolePage page;

  ConsolePageTests(@LocalServerPort int port) {
    this.quickstart = new Quickstart(port);
    this.page = ConsolePage.open(port);
  }

  @BeforeEach
  void sourceWorks() {
    quickstart.sourceFails("off");
  }

  @AfterEach
  void leaveAllAsItWas() {
    page.close();
    quickstart.sourceFails("off");
    quickstart.act("resume");
  }

  @Test
  void allCachesAreShownAndTheBrowserComplainsOfNothing() {
    quickstart.refresh();
    page.awaitText("tbody tr", "published");
    assertThat(page.await("tbody tr").getText()).contains("cities", "fresh", "170,466");
    assertThat(page.all(".spark canvas")).hasSize(1);
    assertThat(page.severeLogs()).isEmpty();
  }

  @Test
  void aRefreshThatHangsIsShownWhileItRunsAndCancelled() {
    page.cache("cities");
    quickstart.sourceFails("hang");

    page.act("refresh", "to see it run");
    page.awaitText(".progress", "Load");
    page.awaitText(".tile", "refresh goes on");
    page.act("cancel", "seen enough");

    page.awaitText(".scroll tbody tr:first-child", "cancelled");
    page.awaitText(".tile", "cancelled");
  }

  @Test
  void aRefreshAndADryRunAppearInTheHistory() {
    page.cache("cities");
    long last = quickstart.cache().path("lastRefresh").path("cycle").asLong();

    page.act("refresh", "once");
    page.awaitText(".scroll tbody tr:first-child", "#" + (last + 1));
    page.act("dry-run", "again");

    page.awaitText(".scroll tbody tr:first-child", "#" + (last + 2));
    page.awaitText(".scroll tbody tr:first-child", "dry run");
  }

  @Test
  void aProfileIsTakenAndDrawnWithTheRefreshInIt() {
    page.cache("cities");

    page.await("button[data-profile]:not([disabled])").click();
    page.awaitText(".profile [role=status]", "Watching");
    quickstart.refresh();

    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> page.all(".profile canvas").size() == 1);
    page.awaitText(".profile [role=status]", "Watched, 10 s");
    assertThat(page.await(".lane-chart").getDomAttribute("aria-label")).contains("Phases: ");
    assertThat(page.await("button[data-profile]").isEnabled()).isTrue();
  }

  @Test
  void aHostileReasonIsTextAndNothingElse() {
    page.cache("cities");

    page.act("pause", HOSTILE);
    page.awaitText(".tile .note", HOSTILE);
    page.awaitText("h1.name + .badge", "paused");
    page.act("resume", "done");

    page.awaitText("h1.name + .badge", "fresh");
    assertThat(page.all("main img")).isEmpty();
    assertThat(page.browser().getTitle()).isEqualTo("cities – Midnight");
  }

  @Test
  void aHostileNameInTheAddressIsTextAndNothingElse() {
    page.cache("%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E");

    page.awaitText("#connection", "There is no cache");
    assertThat(page.await("h1.name").getText()).isEqualTo("<img src=x onerror=alert(1)>");
    assertThat(page.all("main img")).isEmpty();
  }

  @Test
  void aDialogOpensTakesTheFocusAndClosesByKeys() {
    page.cache("cities");
    page.await("button[data-action=refresh]:not([aria-disabled])").sendKeys(Keys.ENTER);
    page.await("dialog[open]");

    assertThat(page.browser().switchTo().activeElement().getDomAttribute("id"))
        .isEqualTo("field-reason");
    page.browser().switchTo().activeElement().sendKeys(Keys.ESCAPE);

    Awaitility.await().until(() -> page.all("dialog").isEmpty());
    assertThat(page.browser().switchTo().activeElement().getDomAttribute("data-action"))
        .isEqualTo("refresh");
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void nothingKeepsAnybodyFromAPageOrAForm(String theme) {
    page.awaitText("tbody tr", "cities");
    while (!page.await("#theme").getText().equals("Theme: " + theme)) {
      page.await("#theme").click();
    }
    assertThat(page.accessibilityViolations()).as("all caches").isEmpty();
    page.cache("cities");
    page.awaitText(".tile", "170,466");
    assertThat(page.accessibilityViolations()).as("one cache").isEmpty();
    page.form("pin");
    assertThat(page.accessibilityViolations()).as("a form").isEmpty();
  }

  @Test
  void aGenerationIsPinnedUntilItIsUnpinned() {
    page.cache("cities");

    page.act("pin", "the right one");
    page.awaitText("h1.name ~ .badge", "pinned");
    page.awaitText(".tile .note", "the right one");
    page.act("unpin", "enough");

    Awaitility.await().until(() -> quickstart.cache().path("pinned").isNull());
  }

  @Test
  void nobodyIsAskedForAKeyWhereValuesAreNotShown() {
    page.cache("cities");
    page.awaitText(".tile", "170,466");
    assertThat(page.all("form.key")).isEmpty();
  }

  @Test
  void whatTheServerRefusesIsSaidInTheForm() {
    page.cache("cities");
    page.form("rollback");
    page.send();
    page.awaitText("dialog[open] .error", "nothing to roll back to");
  }

  @Test
  void theColoursAreLightOrDarkAsChosen() {
    page.awaitText("tbody tr", "cities");
    page.await("#theme").click();
    String light = page.await("body").getCssValue("background-color");
    page.await("#theme").click();
    assertThat(page.await("#theme").getText()).isEqualTo("Theme: dark");
    assertThat(page.await("body").getCssValue("background-color")).isNotEqualTo(light);
  }
}
