package dev.midnight.refresh;

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
   * Asks for a collection that looks at everything, so that {@link #live} no longer counts what is
   * dead. May stop the application for as long as it lasts; a JVM that was told to ignore such
   * wishes ignores this one.
   */
  void collect();
}
