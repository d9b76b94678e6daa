package dev.midnight.refresh;

import dev.midnight.CycleEndedException;
import dev.midnight.Outcome;
import dev.midnight.Phase;
import dev.midnight.Snapshot;
import dev.midnight.SnapshotValidator;
import dev.midnight.ValidationResult;
import dev.midnight.publish.LoadMark;
import dev.midnight.publish.Published;
import dev.midnight.publish.Publisher;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The part of a delta that runs the application's code: read and judge. Runs on a thread of its own
 * so that it can be abandoned; nothing that it does is visible to a reader.
 *
 * <p>Concurrency: {@link #run} is called once, by the worker. The fields that it sets are volatile:
 * an abandoned worker may still write them after its delta was reported.
 */
final class DeltaAttempt<K, V> {

  private static final int LONGEST_WATERMARK = 4_096;

  private final Replica<K, V> replica;
  private final DeltaSource<K, V> source;
  private final DriftCheck<K, V> drift;
  private final DeltaPosition position;
  private final CycleControl control;
  private final CycleProgress progress;
  private final PhaseTimes times;

  private volatile @Nullable LoadMark<K, V> mark;
  private volatile @Nullable DeltaRead<K, V> read;
  private volatile @Nullable LoadContext answers;
  private volatile @Nullable String from;
  private volatile @Nullable Verdict verdict;

  DeltaAttempt(
      DeltaSupport<K, V> support, CycleControl control, CycleProgress progress, PhaseTimes times) {
    this.replica = support.replica();
    this.source = support.source();
    this.drift = support.drift();
    this.position = support.position();
    this.control = control;
    this.progress = progress;
    this.times = times;
  }

  /** Never throws: whatever goes wrong becomes the verdict. */
  void run() {
    try {
      DeltaRead<K, V> done =
          times.time(Phase.LOAD, () -> replica.support().guard().call(replica.cache(), this::read));
      verdict = times.time(Phase.VALIDATE, () -> judge(done));
    } catch (Throwable e) {
      verdict = Verdict.thrown(e);
    } finally {
      if (control.cancelled()) {
        end();
      }
    }
  }

  /** Instead of {@link #run}, where no worker could be had. */
  void failed(Throwable failure) {
    verdict = Verdict.failed(failure);
  }

  /** One that was refused for the heap returns, so that no guard tries it again. */
  private DeltaRead<K, V> read() throws Exception {
    refuseWhenCancelled();
    LoadMark<K, V> begun = replica.publisher().beginDelta();
    mark = begun;
    Snapshot<K, V> current = Objects.requireNonNull(begun.snapshot(), "a published snapshot");
    String start = start(current);
    from = start;
    DeltaRows<K, V> rows = new DeltaRows<>(replica, progress.cycle(), control, current);
    LoadContext context = new LoadContext(replica.cache(), progress, control);
    answers = context;
    progress.loading(rows::told);
    @Nullable String to = null;
    try {
      to = source.loader().loadChanges(start, rows, context);
      rows.complete();
    } catch (Exception e) {
      if (rows.heapRefusal() == null) {
        throw e;
      }
    } finally {
      context.end();
      rows.end();
    }
    refuseWhenCancelled();
    if (rows.heapRefusal() == null && rows.refusal() != null) {
      throw Failures.asException(Objects.requireNonNull(rows.refusal()));
    }
    DeltaRead<K, V> done =
        new DeltaRead<>(
            begun,
            current.generation(),
            start,
            rows.heapRefusal() == null ? whole(to, context, start) : start,
            position.of(current.generation(), start),
            rows);
    read = done;
    return done;
  }

  private String start(Snapshot<K, V> current) {
    String since = drift.since(current.generation());
    String own = since == null ? Publisher.watermark(current) : since;
    return own == null ? "" : own;
  }

  private String whole(@Nullable String to, LoadContext context, String start) {
    if (to == null && context.answered()) {
      return start;
    }
    if (to == null || to.length() > LONGEST_WATERMARK) {
      throw new IllegalStateException(
          "Cache '%s': its DeltaLoader returned %s, so that the next delta would not know where to go on. Return a watermark of at most %d characters."
              .formatted(
                  replica.cache(),
                  to == null ? "null" : "a watermark of %d characters".formatted(to.length()),
                  LONGEST_WATERMARK));
    }
    return to;
  }

  private void refuseWhenCancelled() {
    if (!control.open()) {
      throw new CycleEndedException(replica.cache(), progress.cycle(), "was cancelled");
    }
  }

  private Verdict judge(DeltaRead<K, V> done) {
    String heapRefusal = done.rows().heapRefusal();
    if (heapRefusal != null) {
      return Verdict.of(Outcome.REJECTED, heapRefusal);
    }
    LoadContext said = Objects.requireNonNull(answers, "answers");
    String notReady = said.notReadyReason();
    if (notReady != null) {
      return Verdict.of(Outcome.NOT_READY, Failures.line(notReady));
    }
    String tooOld =
        replica
            .rules()
            .sourceAge()
            .refusal(said.dataTime(), said.dataTime() == null, replica.support().clock().instant());
    if (tooOld != null) {
      return rejected(tooOld);
    }
    return done.rows().byKey().isEmpty() ? Verdict.UNCHANGED : judgeRows(done);
  }

  private Verdict judgeRows(DeltaRead<K, V> done) {
    Published<K, V> preview = replica.publisher().preview(done.rows().byKey());
    Snapshot<K, V> current = Objects.requireNonNull(preview.previous(), "previous");
    long kept = current.size() - preview.changes().removed();
    if (!Share.of(current.size(), source.minOverlap()).isAtMost(kept)) {
      return rejected(
          "it removes %d of %d entries, but at least %s must stay. See midnight.caches.%s.validate.min-overlap"
              .formatted(
                  preview.changes().removed(),
                  current.size(),
                  Share.percent(source.minOverlap()),
                  replica.cache()));
    }
    for (SnapshotValidator<K, V> validator : source.validators()) {
      refuseWhenCancelled();
      ValidationResult result =
          Preparation.ask(replica.cache(), validator, preview.current(), current);
      if (!result.accepted()) {
        return rejected(result.reason() == null ? "no reason given" : result.reason());
      }
    }
    return Verdict.PUBLISHABLE;
  }

  private static Verdict rejected(String reason) {
    return Verdict.of(Outcome.REJECTED, Failures.line(reason));
  }

  /** Ends the recording of writes for a delta that will not be published. */
  void end() {
    LoadMark<K, V> begun = mark;
    if (begun != null) {
      replica.publisher().endLoad(begun);
    }
  }

  @Nullable DeltaRead<K, V> done() {
    return read;
  }

  @Nullable String from() {
    return from;
  }

  /** Null while the worker has not ended. */
  @Nullable Verdict verdict() {
    return verdict;
  }
}
