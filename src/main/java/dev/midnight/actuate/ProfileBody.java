package dev.midnight.actuate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.midnight.spi.ContentionProfile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who waited for whom in the whole JVM while it was watched; see {@link ContentionProfile}.
 *
 * @param state {@code RUNNING}, {@code DONE}, {@code STOPPED} or {@code FAILED}; the lists are
 *     empty while it is running
 * @param timeline what happened when, in seconds from the start, for a picture
 * @param overlaps how long two lanes were busy at the same time, in seconds
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record ProfileBody(
    String state,
    String startedAt,
    String duration,
    String threshold,
    @Nullable String failure,
    long idle,
    long dropped,
    List<PathBody> callPaths,
    TimelineBody timeline,
    List<OverlapBody> overlaps) {

  private static final double MILLIS_IN_A_SECOND = 1000;

  static @Nullable ProfileBody ofNullable(@Nullable ContentionProfile profile) {
    return profile == null
        ? null
        : new ProfileBody(
            profile.state().name(),
            IsoText.of(profile.startedAt()),
            IsoText.of(profile.duration()),
            IsoText.of(profile.threshold()),
            profile.failure(),
            profile.idle(),
            profile.dropped(),
            profile.callPaths().stream().map(PathBody::of).toList(),
            new TimelineBody(profile.lanes().stream().map(LaneBody::of).toList()),
            profile.overlaps().stream().map(OverlapBody::of).toList());
  }

  /** All lanes. */
  record TimelineBody(List<LaneBody> lanes) {}

  /** One kind of happening; see {@link ContentionProfile.Lane}. */
  record LaneBody(String name, long count, double busy, List<SpanBody> spans) {

    static LaneBody of(ContentionProfile.Lane lane) {
      return new LaneBody(
          lane.name(),
          lane.count(),
          lane.busyMillis() / MILLIS_IN_A_SECOND,
          lane.intervals().stream().map(SpanBody::of).toList());
    }
  }

  /** One happening. */
  record SpanBody(double start, double duration, String label) {

    static SpanBody of(ContentionProfile.Interval interval) {
      return new SpanBody(
          interval.fromMillis() / MILLIS_IN_A_SECOND,
          (interval.toMillis() - interval.fromMillis()) / MILLIS_IN_A_SECOND,
          interval.label());
    }
  }

  /** Two lanes that were busy at the same time. */
  record OverlapBody(String lane, String with, double duration) {

    static OverlapBody of(ContentionProfile.Overlap overlap) {
      return new OverlapBody(overlap.lane(), overlap.with(), overlap.millis() / MILLIS_IN_A_SECOND);
    }
  }

  /** A place in the code where threads waited. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record PathBody(
      String kind,
      String at,
      String blockedOn,
      @Nullable String heldBy,
      long count,
      String total,
      String longest,
      List<String> threads,
      List<String> frames) {

    static PathBody of(ContentionProfile.CallPath path) {
      return new PathBody(
          path.kind().name(),
          path.at(),
          path.blockedOn(),
          path.heldBy(),
          path.count(),
          IsoText.of(path.total()),
          IsoText.of(path.longest()),
          path.threads(),
          path.frames());
    }
  }
}
