package dev.midnight.autoconfigure.properties;

import dev.midnight.DuplicatePolicy;
import dev.midnight.MisfirePolicy;
import dev.midnight.OverflowPolicy;
import dev.midnight.OverrunPolicy;
import dev.midnight.PreflightPolicy;
import dev.midnight.ReusePolicy;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What was said about one cache, or about all of them; null where nothing was.
 *
 * @param cron When the cache is refreshed: a 5-field Unix, 6-field Spring or Quartz expression, or
 *     the word midnight after an at sign; '-' for never.
 * @param zone Time zone of the cron expression.
 * @param jitter Longest time by which scheduled refreshes are put off, so that instances do not
 *     load all at once; each instance always has the same delay. 30 seconds by default, but at most
 *     10 % of the schedule's shortest interval.
 * @param startup Whether the start of the application waits for the first load.
 * @param startupFailure What becomes of the application when the first load fails.
 * @param deadline How long a refresh may take before it is cancelled.
 * @param misfire What becomes of scheduled times that were missed in a pause or sleep.
 * @param overrun What a scheduled time that meets a running load does.
 * @param dependsOn Caches that are refreshed before this one.
 * @param maxStaleness Age from which a snapshot counts as stale; the schedule's longest gap plus 2
 *     hours by default.
 * @param preflight What a refresh does that would not fit on the heap beside what is published.
 */
public record CacheProperties(
    @Nullable String cron,
    @Nullable ZoneId zone,
    @Nullable Duration jitter,
    @Nullable StartupMode startup,
    @Nullable StartupFailure startupFailure,
    @Nullable Duration deadline,
    @Nullable MisfirePolicy misfire,
    @Nullable OverrunPolicy overrun,
    @Nullable List<String> dependsOn,
    @DefaultValue Load load,
    @DefaultValue Delta delta,
    @DefaultValue Validate validate,
    @DefaultValue Write write,
    @DefaultValue Miss miss,
    @DefaultValue Retry retry,
    @DefaultValue Store store,
    @Nullable Duration maxStaleness,
    @Nullable PreflightPolicy preflight) {

  /** Of a source that says nothing but perhaps its schedule. */
  public static CacheProperties ofSchedule(@Nullable String cron, @Nullable ZoneId zone) {
    return new CacheProperties(
        cron,
        zone,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        Load.UNSET,
        Delta.UNSET,
        Validate.UNSET,
        Write.UNSET,
        Miss.UNSET,
        Retry.UNSET,
        Store.UNSET,
        null,
        null);
  }

  /** These settings, completed with others where they say nothing. */
  public CacheProperties over(CacheProperties base) {
    return new CacheProperties(
        Setting.first(cron, base.cron),
        Setting.first(zone, base.zone),
        Setting.first(jitter, base.jitter),
        Setting.first(startup, base.startup),
        Setting.first(startupFailure, base.startupFailure),
        Setting.first(deadline, base.deadline),
        Setting.first(misfire, base.misfire),
        Setting.first(overrun, base.overrun),
        Setting.first(dependsOn, base.dependsOn),
        load.over(base.load),
        delta.over(base.delta),
        validate.over(base.validate),
        write.over(base.write),
        miss.over(base.miss),
        retry.over(base.retry),
        store.over(base.store),
        Setting.first(maxStaleness, base.maxStaleness),
        Setting.first(preflight, base.preflight));
  }

  /**
   * How the source is read.
   *
   * @param parallelism Parts of a partitioned source that are loaded at a time, and threads that
   *     build the table.
   * @param rowsPerSecond Rows that a loader may put in a second; unlimited by default.
   * @param duplicates What becomes of different rows of one key. Equal ones always pass.
   * @param reuse When yesterday's value object is kept for a row.
   */
  public record Load(
      @Nullable Integer parallelism,
      @Nullable Long rowsPerSecond,
      @Nullable DuplicatePolicy duplicates,
      @Nullable ReusePolicy reuse) {

    static final Load UNSET = new Load(null, null, null, null);

    Load over(Load base) {
      return new Load(
          Setting.first(parallelism, base.parallelism),
          Setting.first(rowsPerSecond, base.rowsPerSecond),
          Setting.first(duplicates, base.duplicates),
          Setting.first(reuse, base.reuse));
    }
  }

  /**
   * When what changed is read, between loads of the whole data set. Of caches; values have no keys.
   *
   * @param cron When the DeltaLoader of the cache is asked what changed, in the same forms and zone
   *     as the cache's own cron; '-' for never. Never by default.
   */
  public record Delta(@Nullable String cron) {

    static final Delta UNSET = new Delta(null);

    Delta over(Delta base) {
      return new Delta(Setting.first(cron, base.cron));
    }
  }

  /**
   * What a loaded data set must look like to be published.
   *
   * @param minEntries Least number of entries.
   * @param maxShrink Share of the published entries that may go away at once, such as 50%.
   * @param maxGrowth Share of the published entries that may come at once, such as 200%; unlimited
   *     by default.
   * @param minOverlap Share of the published keys that must be loaded again, such as 90%; none by
   *     default.
   * @param maxSourceAge How old the data may be by what the loader says of its time; any age by
   *     default.
   * @param requiredKeys Keys without which nothing is published.
   */
  public record Validate(
      @Nullable Long minEntries,
      @Nullable Percentage maxShrink,
      @Nullable Percentage maxGrowth,
      @Nullable Percentage minOverlap,
      @Nullable Duration maxSourceAge,
      @Nullable List<String> requiredKeys) {

    static final Validate UNSET = new Validate(null, null, null, null, null, null);

    Validate over(Validate base) {
      return new Validate(
          Setting.first(minEntries, base.minEntries),
          Setting.first(maxShrink, base.maxShrink),
          Setting.first(maxGrowth, base.maxGrowth),
          Setting.first(minOverlap, base.minOverlap),
          Setting.first(maxSourceAge, base.maxSourceAge),
          Setting.first(requiredKeys, base.requiredKeys));
    }
  }

  /**
   * How online writes are buffered.
   *
   * @param shards Shards of the write buffer, rounded up to a power of two; chosen by the number of
   *     processors by default.
   * @param capacity Distinct keys that may wait for a drain.
   * @param drainInterval How often buffered writes become visible.
   * @param rateLimit Entries that may be written in a second, putAll's each; unlimited by default.
   *     Needs Resilience4j.
   * @param overflow What a write does that finds the buffer full or exceeds the rate limit.
   * @param blockTimeout How long a write waits for room in the buffer, or for the rate limit.
   */
  public record Write(
      @Nullable Integer shards,
      @Nullable Integer capacity,
      @Nullable Duration drainInterval,
      @Nullable Integer rateLimit,
      @Nullable OverflowPolicy overflow,
      @Nullable Duration blockTimeout) {

    static final Write UNSET = new Write(null, null, null, null, null, null);

    Write over(Write base) {
      return new Write(
          Setting.first(shards, base.shards),
          Setting.first(capacity, base.capacity),
          Setting.first(drainInterval, base.drainInterval),
          Setting.first(rateLimit, base.rateLimit),
          Setting.first(overflow, base.overflow),
          Setting.first(blockTimeout, base.blockTimeout));
    }
  }

  /**
   * How keys are found out that a snapshot does not hold. Of caches; values have no keys.
   *
   * @param enabled Whether such keys are asked for, one by one, from a MissLoader. Needs Caffeine.
   * @param maximumSize Keys that are remembered, their absence included.
   * @param expireAfterWrite How long they are remembered at most; never beyond the next generation.
   * @param timeout How long a reader waits for the MissLoader.
   */
  public record Miss(
      @Nullable Boolean enabled,
      @Nullable Long maximumSize,
      @Nullable Duration expireAfterWrite,
      @Nullable Duration timeout) {

    static final Miss UNSET = new Miss(null, null, null, null);

    Miss over(Miss base) {
      return new Miss(
          Setting.first(enabled, base.enabled),
          Setting.first(maximumSize, base.maximumSize),
          Setting.first(expireAfterWrite, base.expireAfterWrite),
          Setting.first(timeout, base.timeout));
    }
  }

  /**
   * When a refresh that failed, was rejected or found its source not ready is tried again before
   * the next scheduled one.
   *
   * @param initialDelay Longest delay before the first further try; the real one is between half of
   *     it and the whole, by chance. 0 means that nothing is tried again.
   * @param maxDelay Limit of the delay, which is doubled for each further try.
   */
  public record Retry(@Nullable Duration initialDelay, @Nullable Duration maxDelay) {

    static final Retry UNSET = new Retry(null, null);
    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    /** As set, or the default. */
    public Duration first() {
      return initialDelay == null ? FIRST : initialDelay;
    }

    /** As set, or the default. */
    public Duration longest() {
      return maxDelay == null ? LONGEST : maxDelay;
    }

    Retry over(Retry base) {
      return new Retry(
          Setting.first(initialDelay, base.initialDelay), Setting.first(maxDelay, base.maxDelay));
    }
  }

  /**
   * Where published generations are kept, so that a restart begins with the newest of them.
   *
   * @param type Kind of the store. The type file keeps generations in files below the directory.
   * @param directory Directory of the files, on a local disk. Each running instance needs its own;
   *     the caches of one instance may share it.
   * @param keep Published generations that stay stored.
   */
  public record Store(@Nullable String type, @Nullable String directory, @Nullable Integer keep) {

    static final Store UNSET = new Store(null, null, null);

    Store over(Store base) {
      return new Store(
          Setting.first(type, base.type),
          Setting.first(directory, base.directory),
          Setting.first(keep, base.keep));
    }
  }
}
