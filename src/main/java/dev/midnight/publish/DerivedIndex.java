package dev.midnight.publish;

import dev.midnight.DerivedView;
import dev.midnight.DerivedViewUpdater;
import dev.midnight.Snapshot;
import dev.midnight.SnapshotDiff;
import dev.midnight.SnapshotNotLoadedException;
import dev.midnight.spi.ThrowLog;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The recipe of one derived view: how its index is built, and how it is kept up to date. */
final class DerivedIndex<K, V, I> implements DerivedView<I> {

  private static final Logger LOG = LoggerFactory.getLogger("dev.midnight.publish");

  private final DerivedViews<K, V> owner;
  private final String name;
  private final Supplier<? extends @Nullable Snapshot<K, V>> current;
  private final Function<? super Snapshot<K, V>, ? extends I> builder;
  private final @Nullable DerivedViewUpdater<K, V, I> updater;
  private final ThrowLog updates;

  DerivedIndex(
      DerivedViews<K, V> owner,
      String name,
      Supplier<? extends @Nullable Snapshot<K, V>> current,
      Function<? super Snapshot<K, V>, ? extends I> builder,
      @Nullable DerivedViewUpdater<K, V, I> updater) {
    this.owner = owner;
    this.name = name;
    this.current = current;
    this.builder = builder;
    this.updater = updater;
    this.updates =
        new ThrowLog(
            LOG,
            "derived view %s could not be updated from what changed, and is built anew"
                .formatted(name));
  }

  @Override
  public I get() {
    Snapshot<K, V> snapshot = current.get();
    if (snapshot == null) {
      throw new SnapshotNotLoadedException(owner.cache());
    }
    return snapshot.view(this);
  }

  boolean belongsTo(DerivedViews<?, ?> views) {
    return owner == views;
  }

  /** Errors are wrapped too: an index that overflows the stack must not end the drainer. */
  I build(Snapshot<K, V> snapshot) {
    try {
      I index = builder.apply(snapshot);
      if (index == null) {
        throw new NullPointerException("the builder returned null");
      }
      return index;
    } catch (Throwable failure) {
      throw new DerivedViewException(owner.cache(), name, failure);
    }
  }

  /** Puts the index of the next snapshot into it: updated where that works, otherwise built. */
  void carry(TableSnapshot<K, V> from, SnapshotDiff<K, V> changes, TableSnapshot<K, V> to) {
    I previous = from.indexes().find(this);
    I updated = previous == null ? null : update(previous, changes, to);
    to.indexes().keep(this, updated == null ? build(to) : updated);
  }

  private @Nullable I update(I previous, SnapshotDiff<K, V> changes, TableSnapshot<K, V> to) {
    if (updater == null) {
      return null;
    }
    try {
      return updater.update(previous, changes, to);
    } catch (RuntimeException failure) {
      updates.threw(owner.cache(), failure);
      return null;
    }
  }
}
