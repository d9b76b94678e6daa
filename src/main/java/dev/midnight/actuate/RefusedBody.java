package dev.midnight.actuate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.midnight.spi.GenerationTicket;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Why nothing was done.
 *
 * @param error for people
 * @param reason for programs, where a cache refused
 * @param caches those that there are, where there is none of the name that was asked for
 * @param actions those that there are, where there is none of the word that was asked for
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record RefusedBody(String error, @Nullable String reason, List<String> caches, List<String> actions)
    implements OperationResponseBody {

  static RefusedBody noSuchCache(String name, List<String> caches) {
    String error =
        "There is no cache '%s'. The caches are: %s."
            .formatted(PlainText.name(name), String.join(", ", caches));
    return new RefusedBody(error, null, caches, List.of());
  }

  static RefusedBody noSuchPart(String part) {
    return new RefusedBody(
        "There is no '%s' of a cache, only '%s' and '%s'."
            .formatted(PlainText.name(part), KeyAnswers.PART, DiffAnswers.PART),
        null,
        List.of(),
        List.of());
  }

  static RefusedBody noSuchAction(@Nullable String word) {
    List<String> words = Action.words();
    String error = whatIsWrongWith(word) + " The actions are: " + String.join(", ", words) + ".";
    return new RefusedBody(error, null, List.of(), words);
  }

  static RefusedBody skipped(String cache, Action action, @Nullable String reason) {
    String why = reason == null ? "unknown" : reason;
    String error =
        "Cache '%s': the %s did not begin (%s). Its snapshot stays published."
            .formatted(cache, action.word(), why);
    return new RefusedBody(error, why, List.of(), List.of());
  }

  static RefusedBody refused(GenerationTicket.Refusal refusal) {
    return new RefusedBody(refusal.text(), refusal.code(), List.of(), List.of());
  }

  static RefusedBody nothingToCancel(String cache) {
    return new RefusedBody(
        "Cache '%s': nothing was cancelled, no refresh is running.".formatted(cache),
        "not-running",
        List.of(),
        List.of());
  }

  static RefusedBody noProfile(String cache, String why, String reason) {
    return new RefusedBody(
        "Cache '%s': no profile was begun, %s.".formatted(cache, why),
        reason,
        List.of(),
        List.of());
  }

  private static String whatIsWrongWith(@Nullable String word) {
    if (word == null || word.isBlank()) {
      return "The parameter 'action' is missing.";
    }
    String shown = PlainText.name(word);
    return "There is no action '%s'.".formatted(shown);
  }
}
