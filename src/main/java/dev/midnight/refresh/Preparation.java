package dev.midnight.refresh;

import dev.midnight.CycleEndedException;
import dev.midnight.Outcome;
import dev.midnight.Phase;
import dev.midnight.Snapshot;
import dev.midnight.SnapshotValidator;
import dev.midnight.ValidationResult;
import dev.midnight.publish.Candidate;
import dev.midnight.publish.LoadMark;
import dev.midnight.spi.CacheEvents;
import dev.midnight.spi.ObservedCycle;
import dev.midnight.table.TableBuilder;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The part of a cycle that runs the application's code for one cache: load, build, validate. Runs
 * on a thread of its own, so that it can be abandoned; nothing that it does is visible to a reader.
 *
 * <p>Concurrency: {@link #run} is called once, by the worker. The fields it sets are volatile: an
 * abandoned worker may still write them after its cycle was reported, and nobody reads them then.
 */
final class Preparation<K, V> {

  private final Replica<K, V> replica;
  private final CycleControl control;
  private final CycleProgress progress;
  private final ObservedCycle observed;
  private final PhaseTimes times;
  private final Runnable loadBegins;

  private volatile @Nullable LoadMark<K, V> mark;
  private volatile @Nullable LoadPass<K, V> pass;
  private volatile TableBuilder.@Nullable Built<K, V> built;
  private volatile @Nullable Candidate<K, V> candidate;
  private volatile @Nullable Verdict verdict;

  /** Written by the controller alone. */
  private volatile @Nullable Snapshot<K, V> published;

  Preparation(
      Replica<K, V> replica,
      CycleStart start,
      Instant deadline,
      CycleControl control,
      Runnable loadBegins) {
    this.replica = replica;
    this.control = control;
    this.progress = new CycleProgress(start, deadline);
    CacheEvents events = start.dryRun() ? CacheEvents.NONE : replica.support().events();
    this.observed =
        replica
            .support()
            .observer()
            .cycle(replica.cache(), start.cycle(), start.trigger(), start.dryRun());
    this.times = new PhaseTimes(replica.cache(), progress, events, observed);
    this.loadBegins = loadBegins;
  }

  /** Never throws: whatever goes wrong becomes the verdict. */
  void run() {
    try {
      refuseWhenCancelled();
      HeapNeed need = replica.heapNeed();
      String refusal = replica.rules().preflight().refusal(need);
      verdict = refusal == null ? load(need) : Verdict.of(Outcome.REJECTED, refusal);
    } catch (Throwable e) {
      verdict = Verdict.thrown(e);
    } finally {
      if (control.cancelled()) {
        endLoad();
      }
    }
  }

  /** Instead of {@link #run}, where no worker could be had. */
  void failed(Throwable failure) {
    verdict = Verdict.failed(failure);
  }

  private Verdict load(@Nullable HeapNeed expected) throws Exception {
    return judge(
        times.time(
            Phase.LOAD,
            () -> replica.support().guard().call(replica.cache(), () -> attempt(expected))));
  }

  /** A load that was refused for the heap returns, so that no guard tries it again. */
  private LoadPass<K, V> attempt(@Nullable HeapNeed expected) throws Exception {
    refuseWhenCancelled();
    loadBegins.run();
    Instant startedAt = replica.support().clock().instant();
    LoadMark<K, V> begun = replica.publisher().beginLoad();
    mark = begun;
    LoadPass<K, V> attempt = new LoadPass<>(replica, begun, startedAt, expected, progress, control);
    pass = attempt;
    try {
      new PartLoads<>(replica, attempt, control, observed).run();
    } catch (Exception e) {
      if (attempt.heapRefusal() == null) {
        throw e;
      }
    } finally {
      attempt.end();
    }
    refuseWhenCancelled();
    if (attempt.heapRefusal() != null) {
      return attempt;
    }
    begun.watermark(attempt.answers().saidWatermark());
    Throwable refusal = attempt.refusal();
    if (refusal != null) {
      throw Failures.asException(refusal);
    }
    return attempt;
  }

  private void refuseWhenCancelled() {
    if (!control.open()) {
      throw new CycleEndedException(replica.cache(), progress.cycle(), "was cancelled");
    }
  }

  private Verdict judge(LoadPass<K, V> loaded) throws Exception {
    String heapRefusal = loaded.heapRefusal();
    if (heapRefusal != null) {
      return Verdict.of(Outcome.REJECTED, heapRefusal);
    }
    String notReady = loaded.answers().notReadyReason();
    if (notReady != null) {
      return Verdict.of(Outcome.NOT_READY, Failures.line(notReady));
    }
    if (loaded.answers().saidUnchanged()) {
      return judgeUnchanged(loaded);
    }
    replica.publisher().readToTheEnd(loaded.mark());
    Candidate<K, V> built = times.time(Phase.BUILD, () -> build(loaded));
    refuseWhenCancelled();
    return times.time(Phase.VALIDATE, () -> validate(loaded, built));
  }

  private @Nullable String tooOld(LoadPass<K, V> loaded) {
    return replica
        .rules()
        .sourceAge()
        .refusal(
            loaded.answers().dataTime(),
            loaded.answers().saidUnchanged(),
            replica.support().clock().instant());
  }

  private Verdict judgeUnchanged(LoadPass<K, V> loaded) {
    long rows = loaded.builder().rows();
    if (rows > 0) {
      return Verdict.of(
          Outcome.FAILED,
          "the loader said unchanged() and put %d rows; only one of the two can be meant"
              .formatted(rows));
    }
    if (loaded.mark().snapshot() == null) {
      return Verdict.of(
          Outcome.FAILED, "the loader said unchanged() before anything was ever published");
    }
    if (replica.publisher().readSomethingElse()) {
      return Verdict.of(
          Outcome.FAILED,
          "the loader said unchanged(), but the rows that it read last were not published, so nothing is known of those that are; it must read them all");
    }
    String tooOld = tooOld(loaded);
    return tooOld == null ? Verdict.UNCHANGED : Verdict.of(Outcome.REJECTED, tooOld);
  }

  private Candidate<K, V> build(LoadPass<K, V> loaded) {
    TableBuilder.Built<K, V> table =
        loaded.builder().build(replica.rules().parallelism(), this::startBuildHelper);
    built = table;
    refuseWhenCancelled();
    Candidate<K, V> prepared =
        replica
            .publisher()
            .prepare(loaded.mark(), table.table(), table.changes(), loaded.startedAt());
    candidate = prepared;
    return prepared;
  }

  private void startBuildHelper(Runnable task) {
    try {
      replica.support().threads().newThread("midnight-build-" + replica.cache(), task).start();
    } catch (Throwable e) {
      throw new RejectedExecutionException("no thread for a helper, which costs time only", e);
    }
  }

  private Verdict validate(LoadPass<K, V> loaded, Candidate<K, V> prepared) {
    String tooOld = tooOld(loaded);
    if (tooOld != null) {
      return Verdict.of(Outcome.REJECTED, tooOld);
    }
    Snapshot<K, V> current = replica.publisher().current();
    for (SnapshotValidator<K, V> validator : replica.validators()) {
      refuseWhenCancelled();
      ValidationResult result = ask(replica.cache(), validator, prepared.snapshot(), current);
      if (!result.accepted()) {
        String reason = result.reason() == null ? "no reason given" : result.reason();
        return Verdict.of(Outcome.REJECTED, Failures.line(reason));
      }
    }
    return Verdict.PUBLISHABLE;
  }

  static <K, V> ValidationResult ask(
      String cache,
      SnapshotValidator<K, V> validator,
      Snapshot<K, V> next,
      @Nullable Snapshot<K, V> current) {
    try {
      ValidationResult result = validator.validate(next, current);
      return result == null ? ValidationResult.reject("a validator returned null") : result;
    } catch (Throwable e) {
      CycleTrouble.validatorFailed(cache, validator, e);
      return ValidationResult.reject("a validator failed: " + Failures.describe(e));
    }
  }

  /** Remembers what is current now that the candidate was published. */
  void published() {
    published = replica.publisher().current();
  }

  void published(Snapshot<K, V> snapshot) {
    published = snapshot;
  }

  /** What was published, or null. */
  @Nullable Snapshot<K, V> publishedSnapshot() {
    return published;
  }

  /** Ends the recording of writes for a load that will not be published. */
  void endLoad() {
    LoadMark<K, V> begun = mark;
    if (begun != null) {
      replica.publisher().endLoad(begun);
    }
  }

  Replica<K, V> replica() {
    return replica;
  }

  CycleProgress progress() {
    return progress;
  }

  ObservedCycle observed() {
    return observed;
  }

  PhaseTimes times() {
    return times;
  }

  @Nullable LoadPass<K, V> pass() {
    return pass;
  }

  TableBuilder.@Nullable Built<K, V> built() {
    return built;
  }

  @Nullable Candidate<K, V> candidate() {
    return candidate;
  }

  /** Null while the worker has not ended. */
  @Nullable Verdict verdict() {
    return verdict;
  }
}
