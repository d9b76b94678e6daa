package dev.midnight.spi;

/** Says how fast a cache may be written. Thread-safe. */
@FunctionalInterface
public interface WritePermits {

  /** Lets every write through at once. */
  WritePermits UNLIMITED = writes -> true;

  /**
   * Asks to write so many entries, and waits for it as long as writers of that cache may be made to
   * wait. Called without any lock, before the writes are accepted.
   *
   * @return false if they would have to wait longer: then they are rejected
   */
  boolean take(int writes) throws InterruptedException;
}
