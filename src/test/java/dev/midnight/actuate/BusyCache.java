package dev.midnight.actuate;

import dev.midnight.Outcome;
import dev.midnight.Phase;
import dev.midnight.Trigger;
import dev.midnight.spi.CacheStatus;
import dev.midnight.spi.ContentionStatus;
import dev.midnight.spi.FakeReport;
import dev.midnight.spi.FakeStatus;
import dev.midnight.spi.RunningCycle;
import dev.midnight.spi.StuckLoad;
import dev.midnight.spi.WriteStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A cache to which everything happens at once, and what the endpoint shows of it. */
final class BusyCache {

  static final String JSON = json();

  private static final Instant MIDNIGHT = Instant.parse("2026-11-23T00:00:00Z");

  private BusyCache() {}

  static CacheStatus status() {
    return FakeStatus.fresh("cityNames")
        .maxStaleness(Duration.ofHours(26))
        .paused(new CacheStatus.Pause(MIDNIGHT, "maintenance"))
        .schedule(
            new CacheStatus.Schedule(
                "0 0 0 * * *",
                "Europe/Berlin",
                List.of(MIDNIGHT.plusSeconds(86_400)),
                MIDNIGHT.plusSeconds(86_407),
                Duration.ofDays(1),
                0,
                false))
        .running(
            new RunningCycle(
                5,
                Trigger.MANUAL,
                Phase.LOAD,
                400,
                200,
                40,
                MIDNIGHT,
                MIDNIGHT.plusSeconds(600),
                false,
                false))
        .history(FakeReport.of("cityNames", 4, Trigger.SCHEDULE, Outcome.PUBLISHED))
        .consecutiveFailures(2)
        .stuck(new StuckLoad(3, "midnight-load-cityNames", MIDNIGHT, List.of("java.net.Socket")))
        .writes(new WriteStatus(100, 20, 3, 4, 65536, 17))
        .contention(new ContentionStatus(1000, 9, Duration.ofNanos(5_000_900), 1.25, Map.of()))
        .build();
  }

  private static String json() {
    String cycle =
        """
        {"cycle":4,"outcome":"PUBLISHED","reason":null,"trigger":"SCHEDULE",
         "startedAt":"2026-11-23T00:00:01Z","duration":"PT1.5S","delay":"PT0.25S",
         "phases":{"LOAD":"PT1.2S","PUBLISH":"PT0.000045S"},
         "changes":{"added":10,"updated":20,"removed":30,"unchanged":1174},
         "rows":1234,"duplicatesDropped":5,"generation":3,"version":7,"asOf":null,"dryRun":false}
        """;
    return """
        {"name":"cityNames","state":"FRESH",
         "paused":{"since":"2026-11-23T00:00:00Z","reason":"maintenance"},"pinned":null,
         "version":7,"generation":3,"size":1234,"age":"PT1H30M",
         "loadedAt":"2026-11-23T00:00:01.250Z","publishedAt":"2026-11-23T00:00:03.250Z",
         "maxStaleness":"PT26H","cron":"0 0 0 * * *","zone":"Europe/Berlin",
         "nextRefreshes":["2026-11-24T00:00:00Z"],"nextAttemptAt":"2026-11-24T00:00:07Z",
         "running":{"cycle":5,"trigger":"MANUAL","phase":"LOAD","rows":400,"rowsPerSecond":200,
          "percent":40,"startedAt":"2026-11-23T00:00:00Z","deadline":"2026-11-23T00:10:00Z",
          "cancelled":false,"dryRun":false},
         "queued":false,"waitingFor":null,"lastRefresh":%s,"consecutiveFailures":2,
         "stuckLoads":[{"cycle":3,"thread":"midnight-load-cityNames",
          "cancelledAt":"2026-11-23T00:00:00Z","stack":["java.net.Socket"]}],
         "writes":{"accepted":100,"merged":20,"rejected":3,"buffered":4,"capacity":65536,
          "drains":17},
         "contention":{"free":1000,"contended":9,"waited":"PT0.005S","imbalance":1.25,
         "waits":{"SHARD_LOCK":{"count":0,"total":"PT0S","longest":"PT0S"},"ROOM":{"count":0,"total":"PT0S","longest":"PT0S"},"PUBLISH":{"count":0,"total":"PT0S","longest":"PT0S"},"MISS":{"count":0,"total":"PT0S","longest":"PT0S"}}},"profile":null,
         "memory":{"bytes":65536,"retained":0,"nextLoad":null},"advice":[],"deltas": null,
          "store":null,"kept":[],
         "failuresByHour":{},"history":[%s]}
        """
        .formatted(cycle, cycle);
  }
}
