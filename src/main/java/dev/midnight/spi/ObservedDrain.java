package dev.midnight.spi;

/** An observer's view of one drain of online writes. */
@FunctionalInterface
public interface ObservedDrain {

  /** Takes no notice. */
  ObservedDrain NONE = writes -> {};

  /**
   * The drain ends, on the thread that it began on.
   *
   * @param writes that became visible, 0 where it published nothing
   */
  void end(int writes);
}
