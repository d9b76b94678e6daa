package dev.midnight.examples.quickstart;

import com.deque.html.axecore.selenium.AxeBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** The console in a headless Chromium; a test that needs one is skipped where there is none. */
final class ConsolePage implements AutoCloseable {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

  private final ChromeDriver browser;
  private final String address;

  private ConsolePage(ChromeDriver browser, String address) {
    this.browser = browser;
    this.address = address;
  }

  static ConsolePage open(int port) {
    Assumptions.assumeTrue(
        Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER),
        "SKIPPED: the console is not tested without chromium and chromium-driver in /usr/bin");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1280,1000");
    ChromeDriverService driver =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(DRIVER.toFile())
            .usingAnyFreePort()
            .build();
    ConsolePage page =
        new ConsolePage(
            new ChromeDriver(driver, options), "http://127.0.0.1:" + port + "/midnight");
    page.browser.get(page.address);
    return page;
  }

  void cache(String name) {
    browser.get(address + "/#/cache/" + name);
    await("h1.name");
  }

  ChromeDriver browser() {
    return browser;
  }

  /** What the browser complains of. */
  List<LogEntry> severeLogs() {
    return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
        .toList();
  }

  /** What axe-core finds that keeps people from the page, each with the elements. */
  List<String> accessibilityViolations() {
    return new AxeBuilder()
        .analyze(browser).getViolations().stream()
            .map(rule -> rule.getId() + " (" + rule.getImpact() + "): " + rule.getNodes())
            .toList();
  }

  List<WebElement> all(String selector) {
    return browser.findElements(By.cssSelector(selector));
  }

  WebElement await(String selector) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .ignoreException(StaleElementReferenceException.class)
        .until(
            () -> all(selector).stream().filter(WebElement::isDisplayed).findFirst().orElse(null),
            found -> found != null);
  }

  /** Waits until what the selector finds says this. */
  void awaitText(String selector, String part) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .ignoreException(StaleElementReferenceException.class)
        .until(() -> texts(selector), shown -> shown.stream().anyMatch(one -> one.contains(part)));
  }

  /** What can be seen of it, for whoever reads why a wait was in vain. */
  private List<String> texts(String selector) {
    return all(selector).stream().map(WebElement::getText).toList();
  }

  /** Presses the button of an action once it is offered, says why, and sends it. */
  void act(String action, String reason) {
    await("button[data-action='" + action + "']:not([aria-disabled])").click();
    await("dialog[open] #field-reason").sendKeys(reason);
    await("dialog[open] button[type=submit]").click();
    Awaitility.await().until(() -> all("dialog").isEmpty());
  }

  /** Opens the form of an action once it is offered. */
  void form(String action) {
    await("button[data-action='" + action + "']:not([aria-disabled])").click();
    await("dialog[open]");
  }

  /** Gives a field of the open form a value; a time by script, as its keys hang on the locale. */
  void fill(String field, String value) {
    WebElement input = await("dialog[open] #field-" + field);
    if ("datetime-local".equals(input.getDomAttribute("type"))) {
      browser.executeScript("arguments[0].value = arguments[1]", input, value);
    } else {
      input.sendKeys(value);
    }
  }

  /** Asks about a key. */
  void ask(String key) {
    WebElement field = await("#key");
    field.clear();
    field.sendKeys(key, Keys.ENTER);
  }

  void overview() {
    browser.get(address + "/#/");
  }

  /** Waits until nothing that can be seen and that the selector finds says this. */
  void awaitGone(String selector, String part) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .ignoreException(StaleElementReferenceException.class)
        .until(() -> texts(selector), shown -> shown.stream().noneMatch(one -> one.contains(part)));
  }

  void send() {
    await("dialog[open] button[type=submit]").click();
  }

  @Override
  public void close() {
    browser.quit();
  }
}
