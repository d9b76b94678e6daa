package dev.midnight.disk;

import dev.midnight.spi.Standing;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of a file of one generation. It holds the standing, so that one rename changes it: that
 * is atomic, and works on a disk that is full.
 */
record GenerationName(long generation, Kind kind) {

  private static final Pattern FORM = Pattern.compile("generation-([0-9]{19})\\.([a-z]{1,20})");

  /** What the file is; of two files of one generation the later kind here counts. */
  enum Kind {
    SAVING,
    REASON,
    DELETED,
    DAMAGED,
    PUBLISHED,
    REJECTED,
    WITHDRAWN;

    static Kind of(Standing standing) {
      return switch (standing) {
        case PUBLISHED -> PUBLISHED;
        case REJECTED -> REJECTED;
        case WITHDRAWN -> WITHDRAWN;
      };
    }

    @Nullable Standing standing() {
      return switch (this) {
        case PUBLISHED -> Standing.PUBLISHED;
        case REJECTED -> Standing.REJECTED;
        case WITHDRAWN -> Standing.WITHDRAWN;
        case SAVING, REASON, DELETED, DAMAGED -> null;
      };
    }

    /** Whether its number has been used. */
    boolean counts() {
      return this != SAVING && this != REASON;
    }
  }

  /** The name that this text is, or null if it is another file's. */
  static @Nullable GenerationName parse(String name) {
    Matcher parts = FORM.matcher(name);
    if (!parts.matches()) {
      return null;
    }
    for (Kind kind : Kind.values()) {
      if (extension(kind).equals(parts.group(2))) {
        return numbered(parts.group(1), kind);
      }
    }
    return null;
  }

  private static @Nullable GenerationName numbered(String digits, Kind kind) {
    try {
      return new GenerationName(Long.parseLong(digits), kind);
    } catch (NumberFormatException e) { // above Long.MAX_VALUE: not one of ours
      return null;
    }
  }

  /** The name as text. */
  String text() {
    return "generation-%019d.%s".formatted(generation, extension(kind));
  }

  private static String extension(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
