package dev.midnight.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.SnapshotCache;
import dev.midnight.spi.FakeRegistry;
import dev.midnight.spi.ManagedCache;
import dev.midnight.test.CommandedCache;
import java.security.Principal;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.core.convert.support.DefaultConversionService;

class KeyAnswersTests {

  private final CommandedCache<Object, Object> prices =
      CommandedCache.of("prices", builder -> builder.recordsChanges(true));
  private final DefaultConversionService conversion = new DefaultConversionService();

  public record Sku(long number) {

    @SuppressWarnings("unused") // found by the conversion
    public static Sku valueOf(String text) {
      return new Sku(Long.parseLong(text));
    }
  }

  public record Place(int row, int column) {}

  public record Broken(int number) {

    @Override
    public String toString() {
      throw new IllegalStateException();
    }
  }

  @BeforeEach
  void load() {
    prices.publish(Map.of(new Sku(7), "12.50"));
  }

  @AfterEach
  void close() {
    prices.close();
  }

  @Test
  void keyIsMadeOfTextByTheConversionService() {
    assertThat(ask(Show.ALWAYS, "7", SecurityContext.NONE).body())
        .isInstanceOfSatisfying(
            KeyBody.class,
            body -> {
              assertThat(body.key()).isEqualTo("Sku[number=7]");
              assertThat(body.value()).isEqualTo("12.50");
              assertThat(body.since()).extracting(KeyBody.ChangeBody::origin).isEqualTo("LOAD");
            });
  }

  @Test
  void textThatIsNoKeyIsRefusedWithTheTypeAndTheRemedy() {
    assertRefused(ask(Show.ALWAYS, "seven", SecurityContext.NONE), 400, "not-a-key");
    prices.publish(Map.of(new Place(1, 2), "x"));
    Answer answer = ask(Show.ALWAYS, "1,2", SecurityContext.NONE);
    assertRefused(answer, 400, "not-a-key");
    assertThat(((RefusedBody) answer.body()).error())
        .contains("'1,2'", Place.class.getName(), "Converter<String, Place>");
    assertRefused(ask(Show.ALWAYS, null, SecurityContext.NONE), 400, "no-key");
  }

  @Test
  void valuesAreShownToThoseAloneWhoMaySeeThem() {
    assertRefused(ask(Show.NEVER, "7", caller("eve", "user")), 403, "not-shown");
    assertRefused(ask(Show.WHEN_AUTHORIZED, "7", SecurityContext.NONE), 403, "not-shown");
    assertRefused(ask(Show.WHEN_AUTHORIZED, "7", caller("eve", "user")), 403, "not-shown");
    assertThat(ask(Show.WHEN_AUTHORIZED, "7", caller("ada", "operator")).status()).isEqualTo(200);
  }

  @Test
  void valueWhoseToStringFailsHidesNothingElse() {
    prices.publish(Map.of(new Sku(7), new Broken(1)));
    assertThat(ask(Show.ALWAYS, "7", SecurityContext.NONE).body())
        .isInstanceOfSatisfying(
            KeyBody.class, body -> assertThat(body.value()).contains("threw IllegalState"));
  }

  @Test
  void unknownPartsAndEmptyCachesAreRefused() {
    assertThat(
            endpoint(Show.ALWAYS)
                .part("prices", "keys", question("7"), SecurityContext.NONE)
                .status())
        .isEqualTo(404);
    try (CommandedCache<Object, Object> empty = CommandedCache.of("prices")) {
      assertRefused(
          endpoint(Show.ALWAYS, empty.cache())
              .part("prices", "key", question("7"), SecurityContext.NONE),
          409,
          "empty");
    }
  }

  private static void assertRefused(Answer answer, int status, String reason) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body())
        .isInstanceOfSatisfying(
            RefusedBody.class, body -> assertThat(body.reason()).isEqualTo(reason));
  }

  private Answer ask(Show show, @Nullable String key, SecurityContext caller) {
    return endpoint(show).part("prices", "key", question(key), caller);
  }

  private static MidnightEndpoint.Question question(@Nullable String key) {
    return new MidnightEndpoint.Question(key, null);
  }

  private MidnightEndpoint endpoint(Show show) {
    return endpoint(show, prices.cache());
  }

  private MidnightEndpoint endpoint(Show show, SnapshotCache<Object, Object> cache) {
    return new MidnightEndpoint(
        FakeRegistry.of((ManagedCache) cache),
        event -> {},
        null,
        new KeyAnswers(show, Set.of("operator"), conversion));
  }

  private static SecurityContext caller(String name, String role) {
    return new SecurityContext() {
      @Override
      public Principal getPrincipal() {
        return () -> name;
      }

      @Override
      public boolean isUserInRole(String asked) {
        return asked.equals(role);
      }
    };
  }
}
