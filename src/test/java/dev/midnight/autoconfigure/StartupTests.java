package dev.midnight.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midnight.Outcome;
import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotLoader;
import dev.midnight.SnapshotSource;
import dev.midnight.autoconfigure.properties.StartupMode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@ExtendWith(OutputCaptureExtension.class)
class StartupTests {

  static final List<String> loads = new CopyOnWriteArrayList<>();
  static CountDownLatch gate = new CountDownLatch(0);

  @BeforeEach
  void reset() {
    loads.clear();
    gate = new CountDownLatch(0);
  }

  @Test
  void cachesStartBeforeTheWebServer() {
    assertThat(MidnightLifecycle.PHASE)
        .isLessThan(WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE);
  }

  @Test
  void dependenciesLoadFirst() {
    Contexts.runner()
        .withUserConfiguration(Chain.class)
        .withPropertyValues("midnight.caches.a.depends-on=b", "midnight.caches.b.depends-on=c")
        .run(context -> assertThat(loads).containsExactly("c", "b", "a"));
  }

  @Test
  void loaderThatInjectsACacheLoadsAfterIt() {
    Contexts.runner()
        .withUserConfiguration(Injected.class)
        .run(context -> assertThat(loads).containsExactly("zebras", "animals of 1"));
  }

  @Test
  void cycleIsRefusedAndPrinted() {
    assertThat(
            StartFailures.of(
                Chain.class,
                "midnight.caches.a.depends-on=b",
                "midnight.caches.b.depends-on=c",
                "midnight.caches.c.depends-on=a"))
        .contains("a → b → c → a");
    assertThat(StartFailures.of(Chain.class, "midnight.caches.a.depends-on=a")).contains("a → a");
  }

  @Test
  void unknownDependencyIsRefused() {
    assertThat(StartFailures.of(Chain.class, "midnight.caches.a.depends-on=bb"))
        .contains("Cache 'a': it depends on 'bb', which does not exist")
        .contains("Did you mean 'b'?");
  }

  @Test
  void failedFirstLoadFailsTheStart() {
    assertThat(StartFailures.of(Failing.class))
        .contains("Cache 'broken' could not be loaded: FAILED")
        .contains("source is down")
        .contains("midnight.caches.broken.startup-failure");
  }

  @Test
  void failedFirstLoadLetsTheStartGoOnWhereItMay() {
    Contexts.runner()
        .withUserConfiguration(Failing.class)
        .withPropertyValues("midnight.caches.broken.startup-failure=continue")
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              assertThat(StartFailures.messageOf(context.getBean(SnapshotCache.class)::snapshot))
                  .contains("SnapshotNotLoadedException");
            });
  }

  @Test
  void childOfAFailedParentIsNotLoaded(CapturedOutput output) {
    Contexts.runner()
        .withUserConfiguration(Failing.class, Chain.class)
        .withPropertyValues(
            "midnight.defaults.startup-failure=continue", "midnight.caches.a.depends-on=broken")
        .run(context -> assertThat(loads).contains("b", "c").doesNotContain("a"));
    assertThat(output).contains("Cache 'a' is not loaded at start-up: it depends on broken");
  }

  @Test
  void backgroundDoesNotHoldUpTheStart() {
    gate = new CountDownLatch(1);
    Contexts.runner()
        .withUserConfiguration(Gated.class)
        .withPropertyValues("midnight.defaults.startup=" + StartupMode.BACKGROUND)
        .run(
            context -> {
              SnapshotCache<?, ?> cache = context.getBean("gatedCache", SnapshotCache.class);
              assertThat(StartFailures.messageOf(cache::snapshot)).contains("no snapshot");
              gate.countDown();
              await().until(() -> StartFailures.messageOf(cache::snapshot).equals("null"));
            });
  }

  @Test
  void offLoadsNothing() {
    Contexts.runner()
        .withUserConfiguration(Chain.class)
        .withPropertyValues("midnight.defaults.startup=off")
        .run(context -> assertThat(loads).isEmpty());
  }

  @Test
  void startLogNamesCronZoneNextTimeAndJitter(CapturedOutput output) {
    Contexts.runner()
        .withUserConfiguration(Chain.class)
        .withPropertyValues("midnight.caches.a.zone=Asia/Tokyo", "midnight.caches.b.cron=-")
        .run(context -> assertThat(context).hasNotFailed());
    assertThat(output)
        .containsPattern(
            "Cache 'a': cron '0 0 0 \\* \\* \\*' in Asia/Tokyo, next at \\S+ 00:00:00 in"
                + " Asia/Tokyo \\(\\S+ \\S+ in \\S+, the JVM's zone\\), put off by [\\d.]+ s")
        .contains("Cache 'b': no cron, refreshed on demand only");
  }

  @Test
  void stoppedContextStartsAgainWithItsData() {
    Contexts.runner()
        .withUserConfiguration(Chain.class)
        .run(
            context -> {
              var application = context.getSourceApplicationContext();
              application.stop();
              assertThat(context.getBean(MidnightLifecycle.class).isRunning()).isFalse();
              application.start();
              assertThat(context.getBean(MidnightLifecycle.class).isRunning()).isTrue();
              assertThat(loads).hasSize(3);
              SnapshotCache<?, ?> a = context.getBean("aCache", SnapshotCache.class);
              assertThat(a.refresh().get().outcome()).isEqualTo(Outcome.PUBLISHED);
            });
  }

  @Test
  void shutdownInTheMiddleOfALoadEndsInTimeAndSaysWhatItAbandoned(CapturedOutput output) {
    gate = new CountDownLatch(1);
    Contexts.runner()
        .withUserConfiguration(Stubborn.class)
        .withPropertyValues(
            "midnight.defaults.startup=background", "midnight.shutdown-timeout=200ms")
        .run(context -> await().until(() -> loads.contains("stubborn")));
    assertThat(output).contains("Cache 'stubborn': its refresh did not end within");
    gate.countDown();
  }

  @Test
  void shutdownClosesUsersBeforeWhatTheyWereLoadedFrom() {
    List<String> closed = new CopyOnWriteArrayList<>();
    Contexts.runner()
        .withUserConfiguration(Chain.class)
        .withPropertyValues("midnight.caches.a.depends-on=b", "midnight.caches.b.depends-on=c")
        .withBean(
            dev.midnight.spi.CacheThreads.class,
            () ->
                (name, task) -> {
                  if (name.startsWith("midnight-close")) {
                    closed.add(name);
                  }
                  return dev.midnight.spi.CacheThreads.PLATFORM.newThread(name, task);
                })
        .run(context -> assertThat(closed).isEmpty());
    assertThat(closed).containsExactly("midnight-close-a", "midnight-close-b", "midnight-close-c");
  }

  @Configuration(proxyBeanMethods = false)
  static class Chain {
    @SnapshotSource
    Map<String, Integer> a() {
      return logged("a");
    }

    @SnapshotSource
    Map<String, Integer> b() {
      return logged("b");
    }

    @SnapshotSource
    Map<String, Integer> c() {
      return logged("c");
    }
  }

  static Map<String, Integer> logged(String name) {
    loads.add(name);
    return Map.of(name, 1);
  }

  @Configuration(proxyBeanMethods = false)
  static class Injected {
    @Bean
    SnapshotLoader<String, String> animals(SnapshotCache<String, Integer> zebras) {
      return (out, context) -> {
        loads.add("animals of " + zebras.snapshot().size());
        out.put("a", "b");
      };
    }

    @Bean
    SnapshotLoader<String, Integer> zebras() {
      return (out, context) -> {
        loads.add("zebras");
        out.put("z", 1);
      };
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Failing {
    @SnapshotSource
    Map<String, String> broken() {
      throw new IllegalStateException("source is down");
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Gated {
    @SnapshotSource
    Map<String, String> gated() throws InterruptedException {
      gate.await(10, TimeUnit.SECONDS);
      return Map.of("a", "b");
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Stubborn {
    @SnapshotSource
    Map<String, String> stubborn() {
      loads.add("stubborn");
      while (gate.getCount() > 0) {
        Thread.onSpinWait();
      }
      return Map.of("a", "b");
    }
  }
}
