package dev.midnight.publish;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes that left the buffer together in one cut, merged by key. */
public interface WriteBatch<K, V> {

  /** The last accepted write of each key, null being a removal. Never changes after the cut. */
  Map<K, @Nullable V> entries();

  /**
   * Readers can see these writes, or what a load read after they were accepted. Called once,
   * outside all locks.
   */
  void visible();

  /** Readers will never see these writes. Called once, outside all locks, instead of the above. */
  void abandoned();
}
