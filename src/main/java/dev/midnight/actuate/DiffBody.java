package dev.midnight.actuate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.midnight.spi.GenerationDiff;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What readers would see change if a generation were served. Values are written as those of {@link
 * KeyBody}.
 *
 * @param generation 0 of a rejected load that is kept nowhere
 * @param from the generation that it is compared with
 * @param shown whether keys and values may be listed for the caller
 * @param added the first hundred; {@code changes} counts them all
 * @param unreadable why its entries could not be compared, or null
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record DiffBody(
    String cache,
    long generation,
    String standing,
    @Nullable String reason,
    long from,
    CycleBody.ChangesBody changes,
    boolean shown,
    List<EntryBody> added,
    List<EntryBody> updated,
    List<EntryBody> removed,
    @Nullable String unreadable)
    implements OperationResponseBody {

  static DiffBody of(String cache, GenerationDiff diff, boolean shown) {
    return new DiffBody(
        cache,
        diff.generation(),
        diff.standing().name(),
        diff.reason(),
        diff.from(),
        CycleBody.ChangesBody.of(diff.changes()),
        shown,
        shown ? entries(diff.added()) : List.of(),
        shown ? entries(diff.updated()) : List.of(),
        shown ? entries(diff.removed()) : List.of(),
        diff.unreadable());
  }

  private static List<EntryBody> entries(List<GenerationDiff.Entry> entries) {
    return entries.stream().map(EntryBody::of).toList();
  }

  /** One key with its old and its new value. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record EntryBody(String key, @Nullable String before, @Nullable String after) {

    static EntryBody of(GenerationDiff.Entry entry) {
      return new EntryBody(
          ValueText.of(entry.key()),
          ValueText.ofNullable(entry.before()),
          ValueText.ofNullable(entry.after()));
    }
  }
}
