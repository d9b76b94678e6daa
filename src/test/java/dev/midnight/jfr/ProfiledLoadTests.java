package dev.midnight.jfr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotWriter;
import dev.midnight.engine.SnapshotCacheBuilder;
import dev.midnight.spi.CacheThreads;
import dev.midnight.spi.ContentionProfile;
import dev.midnight.spi.ContentionProfile.CallPath;
import dev.midnight.spi.ContentionProfile.Kind;
import dev.midnight.spi.ContentionProfile.State;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A load that makes readers wait, waits for a socket itself, and has the heap collected. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProfiledLoadTests {

  private static final int ROUNDS_BETWEEN_COLLECTIONS = 10;

  private final FlightRecords records = new FlightRecords();
  private final CountDownLatch loading = new CountDownLatch(1);
  private volatile boolean profiled;

  @Test
  void theReportNamesTheHotLockItsCallPathAndWhatOverlappedTheLoad() throws Exception {
    ContentionProfile profile;
    String address;
    try (PriceFeed feed = new PriceFeed()) {
      address = feed.address();
      profile = profileALoadOf(feed);
    }

    CallPath lock = first(profile, Kind.MONITOR, "PriceFeed.quote");
    assertThat(lock.at()).startsWith("dev.midnight.jfr.PriceFeed.quote:");
    assertThat(lock.blockedOn()).isEqualTo(PriceFeed.class.getName());
    assertThat(lock.heldBy()).isEqualTo("midnight-load-prices");
    assertThat(lock.threads()).containsExactly("shop-window");
    assertThat(lock.frames()).anySatisfy(frame -> assertThat(frame).contains("showAQuote"));
    CallPath read = first(profile, Kind.SOCKET_READ, "PriceFeed.receive");
    assertThat(read.at()).startsWith("dev.midnight.jfr.PriceFeed.receive:");
    assertThat(read.blockedOn()).endsWith(address);
    assertThat(read.threads()).containsExactly("midnight-load-prices");
    assertThat(profile.overlaps())
        .filteredOn(overlap -> overlap.lane().equals("phases"))
        .allSatisfy(overlap -> assertThat(overlap.millis()).isPositive())
        .extracting(ContentionProfile.Overlap::with)
        .contains("blocked", "socket-reads", "gc-pauses");
  }

  private ContentionProfile profileALoadOf(PriceFeed feed) throws Exception {
    try (Profiler profiler = new Profiler(records, CacheThreads.PLATFORM, Duration.ofMillis(1));
        SnapshotCache<String, Integer> cache =
            SnapshotCacheBuilder.<String, Integer>of("prices", (out, context) -> load(feed, out))
                .observer(records)
                .build()) {
      Thread reader = new Thread(() -> showQuotes(feed), "shop-window");
      reader.start();
      var refreshed = cache.refresh();
      loading.await();
      assertThat(profiler.start("prices", Duration.ofSeconds(1))).isTrue();
      await().atMost(Duration.ofSeconds(60)).until(() -> profileOf(profiler).state() == State.DONE);
      profiled = true;
      refreshed.join();
      reader.join();
      return profileOf(profiler);
    }
  }

  private void load(PriceFeed feed, SnapshotWriter<String, Integer> out) throws IOException {
    for (int round = 1; !profiled; round++) {
      feed.reprice();
      out.put("price " + round, feed.receive());
      if (round % ROUNDS_BETWEEN_COLLECTIONS == 0) {
        System.gc();
      }
      loading.countDown();
    }
  }

  private void showQuotes(PriceFeed feed) {
    while (!profiled) {
      showAQuote(feed);
    }
  }

  private static void showAQuote(PriceFeed feed) {
    assertThat(feed.quote()).isEqualTo(7);
  }

  private static ContentionProfile profileOf(Profiler profiler) {
    return Objects.requireNonNull(profiler.profile("prices"));
  }

  private static CallPath first(ContentionProfile profile, Kind kind, String where) {
    return profile.callPaths().stream()
        .filter(path -> path.kind() == kind && path.at().contains(where))
        .findFirst()
        .orElseThrow(() -> new AssertionError(kind + " is not in " + profile));
  }
}
