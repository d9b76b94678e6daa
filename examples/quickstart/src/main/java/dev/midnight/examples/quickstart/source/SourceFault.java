package dev.midnight.examples.quickstart.source;

import java.util.Arrays;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** A way in which the source fails. */
enum SourceFault {
  /** It works. */
  OFF,
  /** It refuses the connection. */
  THROW,
  /** It never answers. */
  HANG,
  /** It answers that there are no cities. */
  EMPTY,
  /** It leaves out every other city. */
  HALF,
  /** It answers after a long while, or once it is told to be well again. */
  SLOW,
  /** It never answers, and whoever asks it cannot be interrupted, as in a socket read. */
  STUCK;

  static SourceFault named(String mode) {
    return Arrays.stream(values())
        .filter(fault -> fault.mode().equals(mode))
        .findFirst()
        .orElseThrow(() -> unknown(mode));
  }

  String mode() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static ResponseStatusException unknown(String mode) {
    return new ResponseStatusException(
        HttpStatus.BAD_REQUEST,
        "'%s' is no mode: use one of %s."
            .formatted(mode, Arrays.stream(values()).map(SourceFault::mode).toList()));
  }
}
