package dev.midnight.test;

import java.util.List;

/**
 * What readers have seen so far.
 *
 * @param passes completed by all readers together; in one pass a reader looks at all keys
 * @param reads of single keys
 * @param holes reads of an expected key that found nothing
 * @param mixtures views of the whole data set that held values of more than one generation
 * @param stepsBack reads of a key that gave an older generation than the same reader had seen
 * @param failures passes that ended in an exception
 * @param examples the first few of what should not have been seen, in words
 */
public record Sightings(
    long passes,
    long reads,
    long holes,
    long mixtures,
    long stepsBack,
    long failures,
    List<String> examples) {

  public Sightings {
    examples = List.copyOf(examples);
  }

  /** Whether readers saw one whole generation after the other and nothing else. */
  public boolean clean() {
    return holes == 0 && mixtures == 0 && stepsBack == 0 && failures == 0;
  }

  @Override
  public String toString() {
    return "%d reads in %d passes: %d holes, %d mixtures, %d steps back, %d failures%s"
        .formatted(
            reads,
            passes,
            holes,
            mixtures,
            stepsBack,
            failures,
            examples.isEmpty() ? "" : "; first seen: " + String.join("; ", examples));
  }
}
