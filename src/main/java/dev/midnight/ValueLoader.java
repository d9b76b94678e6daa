package dev.midnight;

/** Reads one immutable object, for a {@link SnapshotValue}. */
@FunctionalInterface
public interface ValueLoader<T> {

  /** The new value; null fails the refresh. */
  T load(RefreshContext context) throws Exception;
}
