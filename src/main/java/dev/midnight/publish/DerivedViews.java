package dev.midnight.publish;

import dev.midnight.DerivedView;
import dev.midnight.DerivedViewUpdater;
import dev.midnight.Snapshot;
import dev.midnight.SnapshotDiff;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The views that were derived from one cache, in that order: a builder may use those before it.
 * Read by anybody; changed under the publisher's lock only.
 */
final class DerivedViews<K, V> {

  private final String cache;
  private final AtomicInteger created = new AtomicInteger();
  private volatile List<DerivedIndex<K, V, ?>> attached = List.of();

  DerivedViews(String cache) {
    this.cache = cache;
  }

  String cache() {
    return cache;
  }

  /** A view that no publish builds before it is attached. */
  <I> DerivedIndex<K, V, I> create(
      Supplier<? extends @Nullable Snapshot<K, V>> current,
      Function<? super Snapshot<K, V>, ? extends I> builder,
      @Nullable DerivedViewUpdater<K, V, I> updater) {
    String name = created.incrementAndGet() + " (" + nameOf(builder) + ")";
    return new DerivedIndex<>(this, name, current, builder, updater);
  }

  void attach(DerivedIndex<K, V, ?> view) {
    attached = Stream.concat(attached.stream(), Stream.of(view)).toList();
  }

  void detach(DerivedIndex<K, V, ?> view) {
    attached = attached.stream().filter(other -> other != view).toList();
  }

  @SuppressWarnings("unchecked")
  <I> DerivedIndex<K, V, I> own(DerivedView<I> view) {
    if (view instanceof DerivedIndex<?, ?, ?> index && index.belongsTo(this)) {
      return (DerivedIndex<K, V, I>) index;
    }
    throw new IllegalArgumentException(
        "Cache '%s': the view was derived from another cache. A snapshot holds the views of its own cache only; ask the cache that the view was derived from."
            .formatted(cache));
  }

  /** Builds what the snapshot lacks. */
  void complete(TableSnapshot<K, V> snapshot) {
    attached.forEach(snapshot::view);
  }

  /** Gives the next snapshot its indexes, from those of the snapshot that it was made from. */
  void carry(TableSnapshot<K, V> from, SnapshotDiff<K, V> changes, TableSnapshot<K, V> to) {
    attached.forEach(view -> view.carry(from, changes, to));
  }

  private static String nameOf(Object builder) {
    String name = builder.getClass().getName();
    int end = name.indexOf('/');
    return end < 0 ? name : name.substring(0, end);
  }
}
