package dev.midnight.autoconfigure;

import dev.midnight.OverflowPolicy;
import dev.midnight.autoconfigure.diagnosis.RefusedConfigurationException;
import dev.midnight.autoconfigure.properties.CacheProperties;
import dev.midnight.engine.SnapshotCacheBuilder;
import dev.midnight.spi.CacheRegistry;
import dev.midnight.spi.MissStore;
import java.time.Duration;
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
        .guard(runtime.guard())
        .places(runtime.places())
        .carrier(runtime.carrier())
        .recordsChanges(runtime.recordsChanges());
    runtime.observers().forEach(builder::observer);
    extensions.addTo(builder, definition);
    extensions.addDeltaLoader(builder, definition, settings.deltasOf(definition));
    misses(definition, own, builder);
    limitWrites(definition, own.properties().write(), builder);
    extensions.openStore(builder, definition, own.properties().store());
    return builder;
  }

  /** Every cache gets the store: results of annotated methods live there too. */
  private void misses(
      CacheDefinition definition, CacheSettings own, SnapshotCacheBuilder<?, ?> builder) {
    if (definition.kind() != LoaderKind.VALUE) {
      MissStore store = runtime.missStore();
      boolean enabled = Boolean.TRUE.equals(own.properties().miss().enabled());
      builder.missStore(store);
      extensions.addMissLoader(builder, definition, enabled, store != null);
    }
  }

  private void limitWrites(
      CacheDefinition definition, CacheProperties.Write write, SnapshotCacheBuilder<?, ?> builder) {
    Integer perSecond = write.rateLimit();
    if (perSecond == null || definition.kind() == LoaderKind.VALUE) {
      return;
    }
    WriteLimiter limiter = runtime.writeLimiter();
    if (limiter == null || perSecond < 1) {
      throw refused(definition.name(), perSecond);
    }
    builder.writePermits(limiter.limit(definition.name(), perSecond, patience(write)));
  }

  private static Duration patience(CacheProperties.Write write) {
    return write.overflow() == OverflowPolicy.REJECT
        ? Duration.ZERO
        : Objects.requireNonNullElse(write.blockTimeout(), Duration.ofSeconds(1));
  }

  private static RefusedConfigurationException refused(String cache, int perSecond) {
    return new RefusedConfigurationException(
        "Cache '%s': write.rate-limit is %d but %s, so that writes would not be limited. The application does not start."
            .formatted(
                cache,
                perSecond,
                perSecond < 1 ? "must be at least 1" : "there is no rate limiter to obey it"),
        perSecond < 1
            ? "Correct it or leave it out: without it nothing is limited."
            : "Put io.github.resilience4j:resilience4j-ratelimiter on the class path, or leave the limit out.");
  }
}
