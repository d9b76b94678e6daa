package dev.midnight.actuate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.midnight.spi.KeyStory;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What is known of one key. Values are written as their {@code toString} says, cut after 4,000
 * characters.
 *
 * @param certain whether {@code since} was recorded, and does not only follow from what is kept
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record KeyBody(
    String cache,
    String key,
    boolean present,
    @Nullable String value,
    long version,
    long generation,
    @Nullable ChangeBody since,
    boolean certain,
    List<ChangeBody> changes,
    List<KeptValueBody> kept)
    implements OperationResponseBody {

  private static final int MOST_CHANGES = 100;

  static KeyBody of(String cache, Object key, KeyStory story) {
    return new KeyBody(
        cache,
        ValueText.of(key),
        story.present(),
        ValueText.ofNullable(story.value()),
        story.version(),
        story.generation(),
        story.since() == null ? null : ChangeBody.of(story.since()),
        story.certain(),
        story.changes().stream().limit(MOST_CHANGES).map(ChangeBody::of).toList(),
        story.kept().stream().map(KeptValueBody::of).toList());
  }

  /**
   * A publish that changed the key, or changed so many entries that this one may be among them.
   *
   * @param origin the enum of the API: LOAD, WRITE, DELTA, ROLLBACK, APPROVAL, WARM_START, MISS
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record ChangeBody(
      String origin,
      long version,
      long generation,
      @Nullable String at,
      boolean listed,
      boolean present,
      @Nullable String value) {

    static ChangeBody of(KeyStory.Change change) {
      return new ChangeBody(
          change.origin().name(),
          change.version(),
          change.generation(),
          IsoText.ofNullable(change.at()),
          change.listed(),
          change.present(),
          ValueText.ofNullable(change.value()));
    }
  }

  /** The key in a stored generation. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record KeptValueBody(
      long generation,
      String standing,
      boolean present,
      @Nullable String value,
      @Nullable String unreadable) {

    static KeptValueBody of(KeyStory.Kept kept) {
      return new KeptValueBody(
          kept.generation(),
          kept.standing().name(),
          kept.present(),
          ValueText.ofNullable(kept.value()),
          kept.unreadable());
    }
  }
}
