package dev.midnight.generations;

import java.io.IOException;

/** Nothing can be saved or read: the store could not be opened yet. */
final class StoreNotOpenException extends IOException {

  private static final long serialVersionUID = 1L;

  StoreNotOpenException(String cache, IOException cause) {
    super(
        "it cannot be opened, so nothing is saved and the next start may not be warm. Each refresh tries again. See midnight.caches.%s.store.directory"
            .formatted(cache),
        cause);
  }
}
