package dev.midnight.autoconfigure;

import dev.midnight.CronSchedule;
import dev.midnight.DeltaLoader;
import dev.midnight.MissLoader;
import dev.midnight.SnapshotListener;
import dev.midnight.SnapshotMerge;
import dev.midnight.SnapshotValidator;
import dev.midnight.autoconfigure.diagnosis.RefusedConfigurationException;
import dev.midnight.autoconfigure.properties.CacheProperties;
import dev.midnight.engine.SnapshotCacheBuilder;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.function.SingletonSupplier;

/**
 * Gives a cache its validators, its listeners, its merge, its miss loader and its store. All but
 * the store are asked for on first use, so that they may inject the cache.
 */
final class CacheExtensions {

  private static final Logger log = LoggerFactory.getLogger("dev.midnight");

  private final BeanFactory beans;
  private final ExtensionBeans found;
  private final CacheStores stores;

  CacheExtensions(
      ConfigurableListableBeanFactory beans, CacheDefinitions definitions, boolean enabled) {
    this.beans = beans;
    this.found = new ExtensionBeans(beans, definitions);
    this.stores = new CacheStores(beans, found, enabled);
  }

  <K, V> void addTo(SnapshotCacheBuilder<K, V> builder, CacheDefinition cache) {
    for (String bean : found.all(cache, SnapshotValidator.class, "Validator")) {
      Supplier<SnapshotValidator<K, V>> validator = lazily(bean);
      builder.validator((candidate, current) -> validator.get().validate(candidate, current));
    }
    for (String bean : found.all(cache, SnapshotListener.class, "Listener")) {
      builder.listener(new LazyListener<>(lazily(bean)));
    }
    String merge = found.one(cache, SnapshotMerge.class, "Merge");
    if (merge != null) {
      Supplier<SnapshotMerge<K, V>> judge = lazily(merge);
      builder.merge((key, loaded, written) -> judge.get().merge(key, loaded, written));
    }
  }

  /** Opens the store of the cache; the last that is done to a builder, as it takes a lock. */
  <K, V> void openStore(
      SnapshotCacheBuilder<K, V> builder, CacheDefinition cache, CacheProperties.Store settings) {
    stores.openFor(builder, cache, settings);
  }

  @SuppressWarnings("unchecked") // found by the types of the cache, or meant for it by name
  private <T> Supplier<T> lazily(String bean) {
    return SingletonSupplier.of(() -> (T) beans.getBean(bean));
  }

  /** Has the cache ask for keys that its snapshot does not hold, where that is enabled. */
  <K, V> void addMissLoader(
      SnapshotCacheBuilder<K, V> builder, CacheDefinition cache, boolean enabled, boolean store) {
    if (!enabled) {
      found.named(cache, MissLoader.class, "MissLoader").forEach(bean -> tellUnused(cache, bean));
      return;
    }
    String bean = found.one(cache, MissLoader.class, "MissLoader");
    if (bean == null) {
      throw refused(
          cache,
          "there is no MissLoader bean for it",
          "Declare a bean '%sMissLoader' of type MissLoader".formatted(cache.name()));
    }
    if (!store) {
      throw refused(
          cache,
          "there is nothing to remember what its MissLoader '%s' finds".formatted(bean),
          "Put com.github.ben-manes.caffeine:caffeine on the class path");
    }
    Supplier<MissLoader<K, V>> loader = lazily(bean);
    builder.missLoader(key -> loader.get().load(key));
  }

  /** Has the cache ask what changed, where a cron says when. */
  <K, V> void addDeltaLoader(
      SnapshotCacheBuilder<K, V> builder, CacheDefinition cache, DeltaSettings settings) {
    CronSchedule schedule = settings.schedule();
    if (schedule == null) {
      found
          .named(cache, DeltaLoader.class, "DeltaLoader")
          .forEach(bean -> tellNeverAsked(cache, bean));
      return;
    }
    String bean = cache.kind() == LoaderKind.VALUE ? null : found.deltaLoader(cache);
    if (bean == null) {
      if (settings.explicit()) {
        throw noDeltaLoader(cache, schedule);
      }
      return;
    }
    Supplier<DeltaLoader<K, V>> loader = lazily(bean);
    builder
        .deltaLoader((watermark, out, context) -> loader.get().loadChanges(watermark, out, context))
        .deltaSchedule(schedule)
        .deltaJitter(settings.jitter());
  }

  private static RefusedConfigurationException noDeltaLoader(
      CacheDefinition cache, CronSchedule schedule) {
    return new RefusedConfigurationException(
        "Cache '%s': delta.cron is '%s' but %s, so that nothing could be asked what changed. The application does not start."
            .formatted(
                cache.name(),
                schedule.expression(),
                cache.kind() == LoaderKind.VALUE
                    ? "it is one value, which is loaded whole"
                    : "there is no DeltaLoader bean for it"),
        cache.kind() == LoaderKind.VALUE
            ? "Remove midnight.caches.%s.delta.cron.".formatted(cache.name())
            : "Declare a bean '%sDeltaLoader' of type DeltaLoader, or remove midnight.caches.%s.delta.cron."
                .formatted(cache.name(), cache.name()));
  }

  private static void tellNeverAsked(CacheDefinition cache, String bean) {
    log.atInfo()
        .addKeyValue("cache", cache.name())
        .addKeyValue("bean", bean)
        .log(
            "Cache '{}': its DeltaLoader '{}' is not asked, as midnight.caches.{}.delta.cron is not set",
            cache.name(),
            bean,
            cache.name());
  }

  private static void tellUnused(CacheDefinition cache, String bean) {
    log.atInfo()
        .addKeyValue("cache", cache.name())
        .addKeyValue("bean", bean)
        .log(
            "Cache '{}': its MissLoader '{}' is not asked, as midnight.caches.{}.miss.enabled is false",
            cache.name(),
            bean,
            cache.name());
  }

  private static RefusedConfigurationException refused(
      CacheDefinition cache, String what, String remedy) {
    return new RefusedConfigurationException(
        "Cache '%s': miss.enabled is true but %s, so that keys which its snapshot does not hold could not be found out. The application does not start."
            .formatted(cache.name(), what),
        "%s, or set midnight.caches.%s.miss.enabled=false.".formatted(remedy, cache.name()));
  }
}
