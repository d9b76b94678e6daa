package dev.midnight.publish;

import dev.midnight.SnapshotDiff;
import dev.midnight.spi.KeyStory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of the publisher: worked out first, which may fail, and then carried out, which cannot.
 *
 * @param next the snapshot to make current, of the same version where no entry changes
 * @param origin who changes what is published
 * @param seen the batches that readers can see from then on
 */
record Publication<K, V>(
    @Nullable TableSnapshot<K, V> previous,
    TableSnapshot<K, V> next,
    SnapshotDiff<K, V> diff,
    @Nullable LoadMark<K, V> mark,
    List<WriteBatch<K, V>> seen,
    KeyStory.Origin origin) {

  boolean changesNothing() {
    return previous != null && previous.version() == next.version();
  }

  boolean byRefresh() {
    return mark != null;
  }

  Published<K, V> published() {
    return new Published<>(previous, next, diff);
  }
}
