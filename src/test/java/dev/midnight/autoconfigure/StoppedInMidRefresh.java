package dev.midnight.autoconfigure;

import dev.midnight.MissLoader;
import dev.midnight.RefreshContext;
import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotLoader;
import dev.midnight.SnapshotWriter;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;

/** The life of an application that is stopped while it refreshes, from start to end. */
public final class StoppedInMidRefresh {

  private StoppedInMidRefresh() {}

  /** Starts one, with its store below that directory, and stops it. */
  public static void run(String directory) {
    try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
      context
          .getEnvironment()
          .getPropertySources()
          .addFirst(
              new MapPropertySource(
                  "test",
                  Map.of(
                      "midnight.defaults.store.type",
                      "file",
                      "midnight.defaults.store.directory",
                      directory,
                      "midnight.caches.prices.miss.enabled",
                      "true")));
      context.register(Application.class, AllOfMidnight.class);
      context.refresh();
      Prices prices = context.getBean(Prices.class);
      SnapshotCache<?, ?> cache = context.getBean("pricesCache", SnapshotCache.class);
      cache.snapshot();
      askForWhatIsMissing(cache);
      prices.hang();
      var unused = cache.refresh();
      prices.awaitHanging();
    }
  }

  @SuppressWarnings("unchecked") // as declared below
  private static void askForWhatIsMissing(SnapshotCache<?, ?> cache) {
    if (((SnapshotCache<String, Long>) cache).get("z") != null) {
      throw new IllegalStateException("The source holds no z.");
    }
  }

  /** A source that hangs from its second load on, until it is cancelled. */
  static final class Prices implements SnapshotLoader<String, Long> {

    private final Semaphore hanging = new Semaphore(0);
    private volatile boolean hangs;

    void hang() {
      hangs = true;
    }

    void awaitHanging() {
      hanging.acquireUninterruptibly();
    }

    @Override
    public void load(SnapshotWriter<String, Long> out, RefreshContext context)
        throws InterruptedException {
      out.put("a", context.cycle());
      if (hangs) {
        CountDownLatch never = new CountDownLatch(1);
        hanging.release();
        never.await();
      }
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Application {

    @Bean
    Prices prices() {
      return new Prices();
    }

    @Bean
    MissLoader<String, Long> pricesMissLoader() {
      return key -> null;
    }
  }
}
