package dev.midnight;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The zones of the tz database, one for each way in which clocks are set in a span of time. */
final class TimeZones {

  private TimeZones() {}

  static Collection<ZoneId> distinctBetween(Instant from, Instant to) {
    Map<List<Object>, ZoneId> distinct = new HashMap<>();
    for (String id : ZoneId.getAvailableZoneIds()) {
      ZoneId zone = ZoneId.of(id);
      List<Object> clock = new ArrayList<>(transitions(zone, from, to));
      clock.add(zone.getRules().getOffset(from));
      distinct.putIfAbsent(clock, zone);
    }
    return distinct.values();
  }

  static List<ZoneOffsetTransition> transitions(ZoneId zone, Instant from, Instant to) {
    ZoneRules rules = zone.getRules();
    List<ZoneOffsetTransition> transitions = new ArrayList<>();
    ZoneOffsetTransition transition = rules.nextTransition(from);
    while (transition != null && transition.getInstant().isBefore(to)) {
      transitions.add(transition);
      transition = rules.nextTransition(transition.getInstant());
    }
    return transitions;
  }
}
