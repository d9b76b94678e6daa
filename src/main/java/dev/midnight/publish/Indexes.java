package dev.midnight.publish;

import dev.midnight.DerivedView;
import dev.midnight.Snapshot;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The indexes of one table. Those of the views that were derived before its publish are complete by
 * then; one derived later is built by whoever asks first, and kept.
 *
 * <p>No lock is held while an index is built, because builders may ask for other views: two who ask
 * at once may both build, and one result wins.
 */
final class Indexes<K, V> {

  private final DerivedViews<K, V> views;
  private final Map<DerivedIndex<K, V, ?>, Object> built = new ConcurrentHashMap<>();

  Indexes(DerivedViews<K, V> views) {
    this.views = views;
  }

  Indexes<K, V> none() {
    return new Indexes<>(views);
  }

  <I> I of(DerivedView<I> view, Snapshot<K, V> snapshot) {
    DerivedIndex<K, V, I> own = views.own(view);
    I index = find(own);
    return index != null ? index : keep(own, own.build(snapshot));
  }

  /** The index as far as it was built. */
  @SuppressWarnings("unchecked")
  <I> @Nullable I find(DerivedIndex<K, V, I> view) {
    return (I) built.get(view);
  }

  @SuppressWarnings("unchecked")
  <I> I keep(DerivedIndex<K, V, I> view, I index) {
    Object first = built.putIfAbsent(view, index);
    return first == null ? index : (I) first;
  }
}
