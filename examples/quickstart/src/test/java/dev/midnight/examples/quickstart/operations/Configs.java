package dev.midnight.examples.quickstart.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The files below {@code config}, and the same with the time in them running faster, so that a test
 * can wait.
 *
 * <p>Nothing else is changed: each length of time after {@code for:}, {@code _wait:}, {@code
 * _interval:} or in a range {@code [5m]} becomes the one that {@link #SHORTER} says, longer ones
 * stay longer, and the one threshold that is a time, 900 seconds of skew, becomes 9. A length that
 * is not known here fails the test.
 */
final class Configs {

  /** The repository's own directory, two above this example's. */
  private static final Path ROOT = Path.of("").toAbsolutePath().resolve("../../config").normalize();

  private static final Map<String, String> SHORTER =
      Map.of(
          "15s", "1s", "30s", "1s", "1m", "2s", "5m", "5s", "10m", "8s", "15m", "10s", "1h", "15s",
          "4h", "1h", "1d", "20s");

  private static final Pattern LENGTH =
      Pattern.compile("(?<=\\[|for: |_wait: |_interval: )\\d+[smhd]\\b");

  private static final String SKEW = "midnight:skew:seconds > ";

  private Configs() {}

  static Path path(String file) {
    return ROOT.resolve(file);
  }

  static String read(String file) {
    try {
      return Files.readString(path(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String faster(String file) {
    return LENGTH
        .matcher(read(file).replace(SKEW + "900", SKEW + "9"))
        .replaceAll(length -> shorter(length.group()));
  }

  private static String shorter(String length) {
    @Nullable String shorter = SHORTER.get(length);
    if (shorter == null) {
      throw new IllegalStateException("No shorter time is known for " + length);
    }
    return shorter;
  }

  static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
