package dev.midnight.storm.hazards;

/** One way in which a shared map goes wrong at midnight, and the same work done with Midnight. */
interface Hazard {

  /** A few words for a table. */
  String name();

  /** What happens, in a sentence. */
  String story();

  /** Runs into it on purpose, until the effort is spent. */
  void unguarded(Effort effort, Toll toll) throws Exception;

  /** Does the same work with Midnight, and counts the same harm. */
  void withMidnight(Effort effort, Toll toll) throws Exception;
}
