package dev.midnight.refresh;

import org.jspecify.annotations.Nullable;

/** What is known of the heap of this JVM. Thread-safe; asking costs microseconds. */
public interface Heap {

  /** The running JVM's. */
  Heap JVM = new JvmHeap();

  /** The bytes to which it may grow. */
  long most();

  /**
   * The bytes that were still there after the last collection. That is what lives, and what is dead
   * in parts of the heap that the collection did not look at: never less than what lived then.
   */
  long live();

  /**
   * What the newest collection left that looked at everything, so that nothing in it was dead. Null
   * before any.
   */
  @Nullable Collected lastFull();

  /**
   * Asks for a collection that looks at everything, so that {@link #live} no longer counts what is
   * dead, if this JVM has one that goes on beside the application.
   *
   * @return false where there is none, or where such wishes are ignored; nothing was asked for then
   */
  boolean collect();

  /**
   * A collection that has ended.
   *
   * @param number tells it from others
   * @param live the bytes that were still there
   */
  record Collected(long number, long live) {}
}
