package dev.midnight;

/** A part of a refresh cycle, in the order of running. */
public enum Phase {
  /** The user's loader reads the source. */
  LOAD,
  /** The table and the derived indexes are built. */
  BUILD,
  /** Gates and validators look at the candidate. */
  VALIDATE,
  /** Pending writes are replayed, and the one reference store makes the snapshot current. */
  PUBLISH,
  /** The published snapshot is stored, where there is a store; goes on after the cycle. */
  SAVE
}
