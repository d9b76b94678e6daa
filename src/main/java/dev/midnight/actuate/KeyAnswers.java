package dev.midnight.actuate;

import dev.midnight.spi.KeyStory;
import dev.midnight.spi.ManagedCache;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.convert.ConversionService;

/**
 * Answers questions about one key, for those who may see values.
 *
 * @param show whom values are shown
 * @param roles of those who are authorized; all who are logged in, if empty
 * @param conversion makes keys of text
 */
public record KeyAnswers(Show show, Set<String> roles, ConversionService conversion) {

  public KeyAnswers {
    roles = Set.copyOf(roles);
  }

  static final String PART = "key";

  /** Whether the caller may see keys and values. */
  boolean shows(SecurityContext caller) {
    return show.isShown(caller, roles);
  }

  Answer ask(ManagedCache cache, @Nullable String text, SecurityContext caller) {
    if (!shows(caller)) {
      return new Answer(
          403,
          refused(
              "Cache '%s': keys and values are not shown to you. See management.endpoint.midnight.show-values."
                  .formatted(cache.name()),
              "not-shown"));
    }
    if (text == null) {
      return Answer.badRequest(refused("The parameter 'k', a key, is missing.", "no-key"));
    }
    Class<?> type = cache.keyType();
    if (type == null) {
      return Answer.conflict(
          refused(
              "Cache '%s': it holds no entry, so that the type of its keys is not known."
                  .formatted(cache.name()),
              "empty"));
    }
    return convert(cache, text, type);
  }

  private Answer convert(ManagedCache cache, String text, Class<?> type) {
    Object key;
    try {
      key = type == String.class ? text : conversion.convert(text, type);
    } catch (ConversionException | IllegalArgumentException e) {
      return Answer.badRequest(refused(notAKey(cache, text, type), "not-a-key"));
    }
    if (key != null) {
      KeyStory story = cache.story(key);
      if (story != null) {
        return Answer.ok(KeyBody.of(cache.name(), key, story));
      }
    }
    return Answer.badRequest(refused(notAKey(cache, text, type), "not-a-key"));
  }

  private static String notAKey(ManagedCache cache, String text, Class<?> type) {
    return "Cache '%s': '%s' cannot be made a key, which is a %s. Write it as that class would be written, or declare a Converter<String, %s>."
        .formatted(cache.name(), PlainText.line(text), type.getName(), type.getSimpleName());
  }

  private static RefusedBody refused(String error, String reason) {
    return new RefusedBody(error, reason, List.of(), List.of());
  }
}
