package dev.midnight.actuate;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an operator can do to a cache. */
enum Action {
  REFRESH,
  CANCEL,
  PAUSE,
  RESUME,
  DRY_RUN,
  APPROVE,
  ROLLBACK,
  PIN,
  UNPIN,
  PROFILE;

  /** The action of that word, or null. */
  static @Nullable Action of(@Nullable String word) {
    return Stream.of(values())
        .filter(action -> action.word().equalsIgnoreCase(word))
        .findFirst()
        .orElse(null);
  }

  static List<String> words() {
    return Stream.of(values()).map(Action::word).toList();
  }

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String auditType() {
    return "MIDNIGHT_" + name();
  }
}
