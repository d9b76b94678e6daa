package dev.midnight.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds a status: of an unloaded cache that nothing happened to, but for what is set. */
public final class FakeStatus {

  private final String name;
  private CacheState state = CacheState.UNLOADED;
  private CacheStatus.@Nullable Pause paused;
  private long version;
  private long generation;
  private long size;
  private long bytes;
  private @Nullable Instant loadedAt;
  private @Nullable Instant publishedAt;
  private @Nullable Duration age;
  private @Nullable Duration maxStaleness;
  private CacheStatus.@Nullable Schedule schedule;
  private @Nullable RunningCycle running;
  private @Nullable String waitingFor;
  private List<CycleReport> history = List.of();
  private int consecutiveFailures;
  private List<StuckLoad> stuckLoads = List.of();
  private int retained;
  private ReadStatus reads = ReadStatus.NONE;
  private WriteStatus writes = WriteStatus.NONE;
  private ContentionStatus contention = ContentionStatus.NONE;
  private GenerationStatus generations = GenerationStatus.NONE;

  private FakeStatus(String name) {
    this.name = name;
  }

  public static FakeStatus of(String name) {
    return new FakeStatus(name);
  }

  /** A cache that serves its seventh version, the third generation, of 1,234 entries. */
  public static FakeStatus fresh(String name) {
    return of(name)
        .loaded(CacheState.FRESH, Instant.parse("2026-11-23T00:00:01.250Z"), Duration.ofMinutes(90))
        .counts(7, 3, 1234, 65536);
  }

  static FakeStatus copyOf(CacheStatus from) {
    FakeStatus copy = of(from.name());
    copy.state = from.state();
    copy.paused = from.paused();
    copy.counts(from.version(), from.generation(), from.size(), from.bytes());
    copy.loadedAt = from.loadedAt();
    copy.publishedAt = from.publishedAt();
    copy.age = from.age();
    copy.maxStaleness = from.maxStaleness();
    copy.schedule = from.schedule();
    copy.running = from.running();
    copy.waitingFor = from.waitingFor();
    copy.history = from.history();
    copy.consecutiveFailures = from.consecutiveFailures();
    copy.stuckLoads = from.stuckLoads();
    copy.retained = from.retained();
    copy.reads = from.reads();
    copy.writes = from.writes();
    copy.contention = from.contention();
    copy.generations = from.generations();
    return copy;
  }

  public FakeStatus loaded(CacheState newState, Instant at, Duration newAge) {
    state = newState;
    loadedAt = at;
    publishedAt = at.plusSeconds(2);
    age = newAge;
    return this;
  }

  public FakeStatus counts(long newVersion, long newGeneration, long newSize, long newBytes) {
    version = newVersion;
    generation = newGeneration;
    size = newSize;
    bytes = newBytes;
    return this;
  }

  public FakeStatus paused(CacheStatus.@Nullable Pause pause) {
    paused = pause;
    return this;
  }

  public FakeStatus maxStaleness(Duration limit) {
    maxStaleness = limit;
    return this;
  }

  public FakeStatus schedule(CacheStatus.Schedule newSchedule) {
    schedule = newSchedule;
    return this;
  }

  public FakeStatus running(RunningCycle cycle) {
    running = cycle;
    return this;
  }

  public FakeStatus waitingFor(String what) {
    waitingFor = what;
    return this;
  }

  /** The newest first. */
  public FakeStatus history(CycleReport... reports) {
    history = List.of(reports);
    return this;
  }

  public FakeStatus consecutiveFailures(int failures) {
    consecutiveFailures = failures;
    return this;
  }

  public FakeStatus stuck(StuckLoad... loads) {
    stuckLoads = List.of(loads);
    return this;
  }

  public FakeStatus retained(int generations) {
    retained = generations;
    return this;
  }

  public FakeStatus reads(long hits, long misses) {
    reads = new ReadStatus(hits, misses);
    return this;
  }

  public FakeStatus writes(WriteStatus newWrites) {
    writes = newWrites;
    return this;
  }

  public FakeStatus contention(ContentionStatus newContention) {
    contention = newContention;
    return this;
  }

  public FakeStatus generations(GenerationStatus newGenerations) {
    generations = newGenerations;
    return this;
  }

  public CacheStatus build() {
    return new CacheStatus(
        name,
        state,
        paused,
        version,
        generation,
        size,
        bytes,
        loadedAt,
        publishedAt,
        age,
        maxStaleness,
        schedule,
        running,
        waitingFor != null,
        waitingFor,
        history.isEmpty() ? null : history.get(0),
        history,
        consecutiveFailures,
        stuckLoads,
        retained,
        reads,
        writes,
        contention,
        Duration.ofMinutes(10),
        generations);
  }
}
