package dev.midnight.actuate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midnight.spi.FakeCache;
import dev.midnight.spi.FakeRegistry;
import java.security.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.context.ApplicationEventPublisher;

class MidnightEndpointTests {

  private final FakeCache cities = new FakeCache("cities");
  private final List<Object> events = new ArrayList<>();

  @Test
  void theCallerIsAudited() {
    var web = new MidnightEndpointWebExtension(endpoint(events::add));

    web.act(caller("mary"), "cities", "pause", null, null, null, null);

    assertThat(events)
        .singleElement()
        .isInstanceOfSatisfying(
            AuditApplicationEvent.class,
            event -> assertThat(event.getAuditEvent().getPrincipal()).isEqualTo("mary"));
  }

  @Test
  void anAuditThatFailsDoesNotHideWhatWasDone() {
    var web =
        new MidnightEndpointWebExtension(
            endpoint(
                event -> {
                  throw new IllegalStateException("audit store is down");
                }));

    var response = web.act(SecurityContext.NONE, "cities", "refresh", null, null, null, null);

    assertThat(response.getStatus()).isEqualTo(202);
    assertThat(cities.calls()).containsExactly("refresh MANUAL");
  }

  @Test
  void withoutHttpARefusalThrows() {
    MidnightEndpoint endpoint = endpoint(events::add);

    assertThatThrownBy(() -> endpoint.cache("countries"))
        .isInstanceOf(InvalidEndpointRequestException.class)
        .hasMessage("There is no cache 'countries'. The caches are: cities.");
    assertThatThrownBy(() -> endpoint.act("cities", "cancel", null, null, null, null))
        .hasMessageContaining("no refresh is running");
    assertThat(endpoint.act("cities", "refresh", null, null, null, null))
        .isEqualTo(new ActionBody("cities", "refresh", "started", 1L));
  }

  @Test
  void everyAnswerCanBeWrittenByANativeImage() {
    RuntimeHints hints = new RuntimeHints();
    new AnswerHints().registerHints(hints, null);

    for (Class<?> body :
        List.of(
            CacheBody.class,
            CycleBody.class,
            CycleBody.ChangesBody.class,
            RunningBody.class,
            StuckLoadBody.class,
            CachesBody.Glance.class,
            ActionBody.class,
            RefusedBody.class,
            CacheHealth.class,
            ProfileBody.class,
            ProfileBody.SpanBody.class,
            ProfileBody.PathBody.class,
            InfoBody.CacheInfo.class)) {
      assertThat(RuntimeHintsPredicates.reflection().onType(body)).accepts(hints);
    }
  }

  @Test
  void aJvmThatCannotRecordRefusesAProfile() {
    var web = new MidnightEndpointWebExtension(endpoint(events::add));

    var response = web.act(SecurityContext.NONE, "cities", "profile", null, null, null, 10);

    assertThat(response.getStatus()).isEqualTo(409);
    assertThat(response.getBody())
        .isInstanceOfSatisfying(
            RefusedBody.class, body -> assertThat(body.reason()).isEqualTo("no-flight-recorder"));
  }

  @Test
  void aProfileIsAcceptedAtOnceAndThenShown() {
    FakeProfiler profiler = new FakeProfiler();
    var web =
        new MidnightEndpointWebExtension(
            new MidnightEndpoint(FakeRegistry.of(cities), events::add, profiler));

    assertThat(profile(web, 0)).isEqualTo(400);
    assertThat(profile(web, 301)).isEqualTo(400);
    assertThat(profile(web, 300)).isEqualTo(202);
    assertThat(profile(web, 1)).isEqualTo(409);

    assertThat(profiler.asked()).isEqualTo(Duration.ofMinutes(5));
    assertThat(web.cache("cities").getBody())
        .isInstanceOfSatisfying(
            CacheBody.class,
            body -> {
              ProfileBody shown = Objects.requireNonNull(body.profile());
              assertThat(shown.callPaths().get(0).at()).isEqualTo("app.Prices.update:7");
              assertThat(shown.timeline().lanes().get(0).spans())
                  .containsExactly(new ProfileBody.SpanBody(0.5, 1.5, "app.Lock"));
            });
  }

  private static int profile(MidnightEndpointWebExtension web, int seconds) {
    return web.act(SecurityContext.NONE, "cities", "profile", null, null, null, seconds)
        .getStatus();
  }

  private MidnightEndpoint endpoint(ApplicationEventPublisher publisher) {
    return new MidnightEndpoint(FakeRegistry.of(cities), publisher);
  }

  private static SecurityContext caller(String name) {
    return new SecurityContext() {
      @Override
      public @Nullable Principal getPrincipal() {
        return () -> name;
      }

      @Override
      public boolean isUserInRole(String role) {
        return false;
      }
    };
  }
}
