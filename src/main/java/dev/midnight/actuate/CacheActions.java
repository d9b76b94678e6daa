package dev.midnight.actuate;

import dev.midnight.RefreshResult;
import dev.midnight.Trigger;
import dev.midnight.spi.GenerationTicket;
import dev.midnight.spi.ManagedCache;
import dev.midnight.spi.RefreshTicket;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** Does what an operator asks for, and has it audited, refusals by the cache included. */
final class CacheActions {

  private final ActionAudit audit;
  private final ProfileAction profiles;

  CacheActions(ActionAudit audit, ProfileAction profiles) {
    this.profiles = profiles;
    this.audit = audit;
  }

  Answer perform(ActionRequest request, ManagedCache cache, @Nullable Principal caller) {
    Answer answer = perform(request, cache);
    audit.publish(request, cache.name(), caller, answer);
    return answer;
  }

  private Answer perform(ActionRequest request, ManagedCache cache) {
    Action action = request.action();
    String reason = request.reason();
    return switch (action) {
      case REFRESH -> begun(action, cache, cache.refresh(Trigger.MANUAL));
      case DRY_RUN -> begun(action, cache, cache.dryRun());
      case CANCEL -> cancel(cache, reason);
      case PAUSE -> pause(cache, reason);
      case RESUME -> resume(cache);
      case APPROVE -> begun(action, cache, cache.approve(request.generation(), reason));
      case ROLLBACK ->
          begun(
              action, cache, cache.rollback(request.generation(), request.untilInstant(), reason));
      case PIN -> pin(request, cache);
      case UNPIN -> unpin(cache);
      case PROFILE -> profiles.start(cache, request.seconds());
    };
  }

  private static Answer begun(Action action, ManagedCache cache, RefreshTicket ticket) {
    if (ticket.cycle() == 0) {
      return Answer.conflict(RefusedBody.skipped(cache.name(), action, reasonOf(ticket)));
    }
    String result = ticket.joined() ? "joined" : "started";
    return Answer.accepted(new ActionBody(cache.name(), action.word(), result, ticket.cycle()));
  }

  private static Answer begun(Action action, ManagedCache cache, GenerationTicket ticket) {
    return ticket.refusal() == null
        ? Answer.accepted(new ActionBody(cache.name(), action.word(), "started", ticket.cycle()))
        : Answer.conflict(RefusedBody.refused(ticket.refusal()));
  }

  private static Answer pin(ActionRequest request, ManagedCache cache) {
    GenerationTicket ticket =
        cache.pin(request.generation(), request.untilInstant(), request.reason());
    return ticket.refusal() == null
        ? done(Action.PIN, cache, "pinned", null)
        : Answer.conflict(RefusedBody.refused(ticket.refusal()));
  }

  private static Answer unpin(ManagedCache cache) {
    GenerationTicket ticket = cache.unpin();
    return ticket.generation() == 0
        ? done(Action.UNPIN, cache, "was-not-pinned", null)
        : done(Action.UNPIN, cache, "unpinned", ticket.cycle() == 0 ? null : ticket.cycle());
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
