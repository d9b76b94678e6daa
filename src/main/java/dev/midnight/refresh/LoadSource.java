package dev.midnight.refresh;

import dev.midnight.PartitionedLoader;
import dev.midnight.SnapshotLoader;
import dev.midnight.ValueLoader;

/** A user's loader of whatever kind, seen as one that reads in parts. */
public interface LoadSource<K, V> {

  /** The number of parts, at least 1. */
  int parts() throws Exception;

  /** Reads one part. */
  void load(int part, LoadPass<K, V> pass) throws Exception;

  /** A source of one part. */
  static <K, V> LoadSource<K, V> of(SnapshotLoader<K, V> loader) {
    return new LoadSource<>() {
      @Override
      public int parts() {
        return 1;
      }

      @Override
      public void load(int part, LoadPass<K, V> pass) throws Exception {
        loader.load(pass.writer(), pass.context());
      }
    };
  }

  /** A source of several parts. */
  static <K, V> LoadSource<K, V> of(PartitionedLoader<K, V> loader) {
    return new LoadSource<>() {
      @Override
      public int parts() throws Exception {
        return loader.partitions();
      }

      @Override
      public void load(int part, LoadPass<K, V> pass) throws Exception {
        loader.load(part, pass.writer(), pass.context());
      }
    };
  }

  /** A source of one row: the object, under a fixed key. */
  static <K, T> LoadSource<K, T> ofValue(ValueLoader<T> loader, K key) {
    return of(
        (out, context) -> {
          T value = loader.load(context);
          if (!((LoadContext) context).answered()) {
            out.put(key, value);
          }
        });
  }
}
