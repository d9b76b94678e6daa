package dev.midnight.actuate;

import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes what operators did as Boot's audit events: type {@code MIDNIGHT_REFRESH} and so on,
 * with {@code cache}, {@code action}, {@code result}, and {@code cycle} and {@code reason} where
 * there are any.
 */
final class ActionAudit {

  private static final Logger log = LoggerFactory.getLogger(ActionAudit.class);

  private final ApplicationEventPublisher events;

  ActionAudit(ApplicationEventPublisher events) {
    this.events = events;
  }

  /** Also publishes that a cache refused. A listener that fails does not undo what was done. */
  void publish(
      Action action,
      String cache,
      @Nullable String reason,
      @Nullable Principal caller,
      Answer answer) {
    String principal = caller == null ? "anonymous" : caller.getName();
    Map<String, Object> data = data(action, cache, reason, answer);
    try {
      events.publishEvent(new AuditApplicationEvent(principal, action.auditType(), data));
    } catch (RuntimeException e) {
      log.error(
          "Cache '{}': {} by {} is done, but its audit event failed. It may be missing in the"
              + " audit log: {}. Mend the listener of audit events.",
          cache,
          action.word(),
          PlainText.line(principal),
          data,
          e);
    }
  }

  private static Map<String, Object> data(
      Action action, String cache, @Nullable String reason, Answer answer) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("cache", cache);
    data.put("action", action.word());
    if (answer.body() instanceof ActionBody done) {
      data.put("result", done.result());
      putIfKnown(data, "cycle", done.cycle());
    } else if (answer.body() instanceof RefusedBody refused) {
      data.put("result", "refused");
      putIfKnown(data, "refusal", refused.reason());
    }
    putIfKnown(data, "reason", reason);
    return data;
  }

  private static void putIfKnown(Map<String, Object> data, String name, @Nullable Object value) {
    if (value != null) {
      data.put(name, value);
    }
  }
}
