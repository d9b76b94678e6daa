package dev.midnight.micrometer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** One meter for each value of an enum, made at once so that none is missing. Immutable. */
final class PerValue<E extends Enum<E>, M> {

  private final List<M> byOrdinal;

  PerValue(Class<E> type, Function<? super E, ? extends M> make) {
    List<M> made = new ArrayList<>();
    for (E value : type.getEnumConstants()) {
      made.add(make.apply(value));
    }
    byOrdinal = List.copyOf(made);
  }

  // The list was filled in the order of the ordinals, a line above.
  @SuppressWarnings("EnumOrdinal")
  M of(E value) {
    return byOrdinal.get(value.ordinal());
  }
}
