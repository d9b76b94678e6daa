package dev.midnight.generations;

import dev.midnight.Outcome;
import dev.midnight.Phase;
import dev.midnight.RefreshResult;
import dev.midnight.publish.GroupPublisher;
import dev.midnight.refresh.Failures;
import dev.midnight.refresh.GroupResult;
import dev.midnight.spi.PlainFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cycle that an operator ordered: what it loads comes from the store, of one cache or of members
 * of a group, whose generations are published as one. Told as any other.
 */
final class RestoreCycle {

  private static final Logger log = LoggerFactory.getLogger("dev.midnight.generations");

  private final String name;
  private final String what;
  private final List<RestorePart<?, ?>> parts;
  private final Runnable publish;

  private RestoreCycle(String name, String what, List<RestorePart<?, ?>> parts, Runnable publish) {
    this.name = name;
    this.what = what;
    this.parts = parts;
    this.publish = publish;
  }

  static <K, V> RestoreCycle of(RestorePart<K, V> part, String what) {
    return new RestoreCycle(
        "Cache '" + part.cache() + "'",
        what,
        List.of(part),
        () -> {
          var unused = part.publish();
        });
  }

  static RestoreCycle of(
      String group, List<RestorePart<?, ?>> parts, String what, GroupPublisher publisher) {
    return new RestoreCycle(
        "Group '" + group + "'",
        what,
        parts,
        () -> {
          var unused = publisher.publish(parts.stream().map(RestorePart::candidate).toList());
        });
  }

  private String caches() {
    return parts.stream().map(RestorePart::cache).collect(Collectors.joining(", "));
  }

  RefreshResult run() {
    parts.forEach(RestorePart::announce);
    try {
      for (RestorePart<?, ?> part : parts) {
        part.read();
      }
      publish();
      parts.forEach(RestorePart::published);
      RefreshResult result = ended(Outcome.PUBLISHED, what);
      log.atInfo()
          .addKeyValue("cache", caches())
          .addKeyValue("order", what)
          .addKeyValue("generation", result.generation())
          .log("{}: {}, now generation {}", name, what, result.generation());
      return result;
    } catch (Throwable e) {
      log.atWarn()
          .addKeyValue("cache", caches())
          .addKeyValue("order", what)
          .setCause(PlainFailure.of(e))
          .log("{}: {} failed; what is published stays", name, what);
      return ended(Outcome.FAILED, what + " failed: " + Failures.describe(e));
    } finally {
      parts.forEach(RestorePart::end);
    }
  }

  private void publish() throws Exception {
    try {
      for (RestorePart<?, ?> part : parts) {
        part.prepare();
      }
      timedPublish().call();
    } catch (Throwable e) {
      parts.forEach(RestorePart::takeBack);
      throw e;
    }
  }

  /** The common publish, timed for each part. */
  private Callable<Object> timedPublish() {
    Callable<Object> timed =
        () -> {
          publish.run();
          return parts;
        };
    for (RestorePart<?, ?> part : parts) {
      Callable<Object> inner = timed;
      timed = () -> part.time(Phase.PUBLISH, inner);
    }
    return timed;
  }

  private RefreshResult ended(Outcome outcome, String reason) {
    List<RefreshResult> results = new ArrayList<>();
    parts.forEach(part -> results.add(part.ended(outcome, reason)));
    return results.size() == 1 ? results.get(0) : GroupResult.of(results);
  }
}
