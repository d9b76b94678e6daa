package dev.midnight.jfr;

import dev.midnight.spi.ContentionProfile;
import dev.midnight.spi.ContentionProfile.Kind;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sums up waits by the place in the code, at most {@value #MOST} places. Not thread-safe. */
final class CallPaths {

  private static final int MOST = 2000;
  private static final int SHOWN = 20;
  private static final int THREADS = 5;

  /** A park without a known lock may be no contention at all. */
  private static final Comparator<ContentionProfile.CallPath> WORST_FIRST =
      Comparator.comparing((ContentionProfile.CallPath path) -> path.kind() == Kind.UNKNOWN)
          .thenComparing(ContentionProfile.CallPath::total, Comparator.reverseOrder());

  private final Map<Place, Sum> sums = new HashMap<>();
  private long dropped;

  private record Place(Kind kind, String blockedOn, List<String> frames) {}

  private static final class Sum {
    private final Set<String> threads = new LinkedHashSet<>();
    private @Nullable String heldBy;
    private long count;
    private Duration total = Duration.ZERO;
    private Duration longest = Duration.ZERO;
  }

  void add(Wait wait) {
    Place place = new Place(wait.kind(), wait.blockedOn(), wait.frames());
    Sum sum = sums.get(place);
    if (sum == null) {
      if (sums.size() == MOST) {
        dropped++;
        return;
      }
      sum = new Sum();
      sums.put(place, sum);
    }
    sum.count++;
    sum.total = sum.total.plus(wait.duration());
    if (wait.duration().compareTo(sum.longest) > 0) {
      sum.longest = wait.duration();
      sum.heldBy = wait.heldBy();
    }
    if (sum.threads.size() < THREADS) {
      sum.threads.add(wait.thread());
    }
  }

  long dropped() {
    return dropped;
  }

  List<ContentionProfile.CallPath> top() {
    return sums.entrySet().stream()
        .map(entry -> path(entry.getKey(), entry.getValue()))
        .sorted(WORST_FIRST)
        .limit(SHOWN)
        .toList();
  }

  private static ContentionProfile.CallPath path(Place place, Sum sum) {
    return new ContentionProfile.CallPath(
        place.kind(),
        Frames.ownMethod(place.frames()),
        place.blockedOn(),
        sum.heldBy,
        sum.count,
        sum.total,
        sum.longest,
        List.copyOf(sum.threads),
        place.frames());
  }
}
