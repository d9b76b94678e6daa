package dev.midnight.table;

import dev.midnight.ReusePolicy;
import java.util.Objects;

/** The judge of whether a loaded value is the one that the table already holds. */
@FunctionalInterface
public interface SameValue {

  /** Keeps nothing that was loaded anew. */
  SameValue IDENTITY = (before, after) -> before == after;

  boolean same(Object before, Object after);

  static SameValue of(ReusePolicy policy) {
    return switch (policy) {
      case AUTO -> (before, after) -> ProvableSameness.same(before, after, 0);
      case EQUALS -> Objects::equals;
      case NEVER -> IDENTITY;
    };
  }
}
