package dev.midnight.actuate;

import dev.midnight.spi.PlainFailure;
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
 * with {@code cache}, {@code action}, {@code result}, and {@code cycle}, {@code generation}, {@code
 * until} and {@code reason} where there are any.
 */
final class ActionAudit {

  private static final Logger log = LoggerFactory.getLogger(ActionAudit.class);

  private final ApplicationEventPublisher events;

  ActionAudit(ApplicationEventPublisher events) {
    this.events = events;
  }

  /** Also publishes that a cache refused. A listener that fails does not undo what was done. */
  void publish(ActionRequest request, String cache, @Nullable Principal caller, Answer answer) {
    Action action = request.action();
    String principal = caller == null ? "anonymous" : caller.getName();
    Map<String, Object> data = data(request, cache, answer);
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
          PlainFailure.of(e));
    }
  }

  private static Map<String, Object> data(ActionRequest request, String cache, Answer answer) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("cache", cache);
    data.put("action", request.action().word());
    if (answer.body() instanceof ActionBody done) {
      data.put("result", done.result());
      putIfKnown(data, "cycle", done.cycle());
    } else if (answer.body() instanceof RefusedBody refused) {
      data.put("result", "refused");
      putIfKnown(data, "refusal", refused.reason());
    }
    putIfKnown(data, "generation", request.generation());
    putIfKnown(data, "until", request.until() == null ? null : request.until().toString());
    putIfKnown(data, "reason", request.reason());
    return data;
  }

  private static void putIfKnown(Map<String, Object> data, String name, @Nullable Object value) {
    if (value != null) {
      data.put(name, value);
    }
  }
}
