package dev.midnight.autoconfigure;

import dev.midnight.autoconfigure.diagnosis.RefusedConfigurationException;
import dev.midnight.engine.SnapshotCacheBuilder;
import dev.midnight.spi.CacheRegistry;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** Builds the caches that the application asks for. */
final class CacheFactory {

  private final LazyLoaders loaders;
  private final SettingsResolver settings;
  private final CacheExtensions extensions;
  private final RequiredKeys requiredKeys;
  private final CacheRuntime runtime;
  private final Supplier<CacheRegistry> registry;

  CacheFactory(
      LazyLoaders loaders,
      SettingsResolver settings,
      CacheExtensions extensions,
      RequiredKeys requiredKeys,
      CacheRuntime runtime,
      Supplier<CacheRegistry> registry) {
    this.loaders = loaders;
    this.settings = settings;
    this.extensions = extensions;
    this.requiredKeys = requiredKeys;
    this.runtime = runtime;
    this.registry = registry;
  }

  /** A {@code SnapshotCache} or {@code SnapshotValue}, not loaded yet. */
  Object create(CacheDefinition definition) {
    String name = definition.name();
    return switch (definition.kind()) {
      case SNAPSHOT ->
          configured(definition, SnapshotCacheBuilder.of(name, loaders.snapshotLoader(definition)))
              .build();
      case PARTITIONED ->
          configured(
                  definition, SnapshotCacheBuilder.of(name, loaders.partitionedLoader(definition)))
              .build();
      case VALUE ->
          SnapshotCacheBuilder.of(name, loaders.valueLoader(definition))
              .configure(builder -> configured(definition, builder))
              .build();
    };
  }

  private <K> SnapshotCacheBuilder<K, Object> configured(
      CacheDefinition definition, SnapshotCacheBuilder<K, Object> builder) {
    CacheSettings own = settings.of(definition);
    try {
      new BuilderSettings(builder).apply(own);
    } catch (IllegalArgumentException e) {
      throw new RefusedConfigurationException(
          Objects.requireNonNullElse(e.getMessage(), e.toString()),
          "Correct that property of cache '%s' or in midnight.defaults."
              .formatted(definition.name()),
          e);
    }
    List<Object> keys = requiredKeys.of(definition, own.properties().validate().requiredKeys());
    builder
        .requiredKeys(RequiredKeys.cast(keys))
        .dependsOn(own.dependsOn(), name -> registry.get().find(name))
        .drainTimeout(runtime.shutdownTimeout())
        .clock(runtime.clock())
        .threads(runtime.threads())
        .events(runtime.events())
        .guard(runtime.guard());
    extensions.addTo(builder, definition);
    return builder;
  }
}
