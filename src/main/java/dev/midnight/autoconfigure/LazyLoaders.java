package dev.midnight.autoconfigure;

import dev.midnight.PartitionedLoader;
import dev.midnight.RefreshContext;
import dev.midnight.SnapshotLoader;
import dev.midnight.SnapshotWriter;
import dev.midnight.ValueLoader;
import dev.midnight.autoconfigure.source.SourceMethod;
import dev.midnight.autoconfigure.source.SourceMethodLoader;
import dev.midnight.autoconfigure.source.SourceMethodValueLoader;
import java.util.function.Supplier;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.util.function.SingletonSupplier;

/**
 * Loaders whose bean is asked for on the first load: it may inject the very cache that it fills,
 * and other caches.
 */
final class LazyLoaders {

  private final BeanFactory beans;

  LazyLoaders(BeanFactory beans) {
    this.beans = beans;
  }

  SnapshotLoader<Object, Object> snapshotLoader(CacheDefinition definition) {
    Supplier<SnapshotLoader<Object, Object>> loader =
        SingletonSupplier.of(() -> findSnapshotLoader(definition));
    return (out, context) -> loader.get().load(out, context);
  }

  ValueLoader<Object> valueLoader(CacheDefinition definition) {
    Supplier<ValueLoader<Object>> loader = SingletonSupplier.of(() -> findValueLoader(definition));
    return context -> loader.get().load(context);
  }

  PartitionedLoader<Object, Object> partitionedLoader(CacheDefinition definition) {
    Supplier<PartitionedLoader<Object, Object>> loader =
        SingletonSupplier.of(() -> findPartitionedLoader(definition));
    return new PartitionedLoader<>() {
      @Override
      public int partitions() throws Exception {
        return loader.get().partitions();
      }

      @Override
      public void load(int partition, SnapshotWriter<Object, Object> out, RefreshContext context)
          throws Exception {
        loader.get().load(partition, out, context);
      }
    };
  }

  @SuppressWarnings("unchecked") // the cache is injected under the loader's own types
  private SnapshotLoader<Object, Object> findSnapshotLoader(CacheDefinition definition) {
    Object bean = beans.getBean(definition.sourceBean());
    SourceMethod method = definition.method();
    return method == null
        ? (SnapshotLoader<Object, Object>) bean
        : new SourceMethodLoader(method, bean);
  }

  @SuppressWarnings("unchecked") // as above
  private ValueLoader<Object> findValueLoader(CacheDefinition definition) {
    Object bean = beans.getBean(definition.sourceBean());
    SourceMethod method = definition.method();
    return method == null ? (ValueLoader<Object>) bean : new SourceMethodValueLoader(method, bean);
  }

  @SuppressWarnings("unchecked") // as above
  private PartitionedLoader<Object, Object> findPartitionedLoader(CacheDefinition definition) {
    return (PartitionedLoader<Object, Object>) beans.getBean(definition.sourceBean());
  }
}
