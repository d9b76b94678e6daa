package dev.midnight.actuate;

import dev.midnight.RefreshResult;
import dev.midnight.Trigger;
import dev.midnight.spi.ManagedCache;
import dev.midnight.spi.RefreshTicket;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** Does what an operator asks for, and has it audited, refusals by the cache included. */
final class CacheActions {

  private final ActionAudit audit;

  CacheActions(ActionAudit audit) {
    this.audit = audit;
  }

  Answer perform(
      Action action, ManagedCache cache, @Nullable String reason, @Nullable Principal caller) {
    Answer answer = perform(action, cache, reason);
    audit.publish(action, cache.name(), reason, caller, answer);
    return answer;
  }

  private static Answer perform(Action action, ManagedCache cache, @Nullable String reason) {
    return switch (action) {
      case REFRESH -> begun(action, cache, cache.refresh(Trigger.MANUAL));
      case DRY_RUN -> begun(action, cache, cache.dryRun());
      case CANCEL -> cancel(cache, reason);
      case PAUSE -> pause(cache, reason);
      case RESUME -> resume(cache);
    };
  }

  private static Answer begun(Action action, ManagedCache cache, RefreshTicket ticket) {
    if (ticket.cycle() == 0) {
      return Answer.conflict(RefusedBody.skipped(cache.name(), action, reasonOf(ticket)));
    }
    String result = ticket.joined() ? "joined" : "started";
    return Answer.accepted(new ActionBody(cache.name(), action.word(), result, ticket.cycle()));
  }

  /** The result of a refresh that did not begin is there at once; nobody waits for another. */
  private static @Nullable String reasonOf(RefreshTicket ticket) {
    RefreshResult result = ticket.result().getNow(null);
    return result == null ? null : result.reason();
  }

  private static Answer cancel(ManagedCache cache, @Nullable String reason) {
    long cycle = cache.cancel(reason == null ? "cancelled by an operator" : reason);
    return cycle == 0
        ? Answer.conflict(RefusedBody.nothingToCancel(cache.name()))
        : done(Action.CANCEL, cache, "cancelled", cycle);
  }

  private static Answer pause(ManagedCache cache, @Nullable String reason) {
    cache.pause(reason);
    return done(Action.PAUSE, cache, "paused", null);
  }

  private static Answer resume(ManagedCache cache) {
    boolean wasPaused = cache.status().paused() != null;
    cache.resume();
    return done(Action.RESUME, cache, wasPaused ? "resumed" : "was-not-paused", null);
  }

  private static Answer done(
      Action action, ManagedCache cache, String result, @Nullable Long cycle) {
    return Answer.ok(new ActionBody(cache.name(), action.word(), result, cycle));
  }
}
