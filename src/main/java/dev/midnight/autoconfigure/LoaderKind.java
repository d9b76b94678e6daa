package dev.midnight.autoconfigure;

import dev.midnight.PartitionedLoader;
import dev.midnight.SnapshotLoader;
import dev.midnight.ValueLoader;

/** The kinds of loaders, and what a cache of each is called. */
enum LoaderKind {
  SNAPSHOT(SnapshotLoader.class, "Cache"),
  PARTITIONED(PartitionedLoader.class, "Cache"),
  VALUE(ValueLoader.class, "Value");

  private final Class<?> type;
  private final String beanSuffix;

  LoaderKind(Class<?> type, String beanSuffix) {
    this.type = type;
    this.beanSuffix = beanSuffix;
  }

  Class<?> type() {
    return type;
  }

  String beanSuffix() {
    return beanSuffix;
  }
}
