package dev.midnight.autoconfigure;

import dev.midnight.autoconfigure.diagnosis.RefusedConfigurationException;
import dev.midnight.autoconfigure.properties.CacheProperties;
import dev.midnight.engine.SnapshotCacheBuilder;
import dev.midnight.generations.LateStore;
import dev.midnight.spi.SnapshotCodec;
import dev.midnight.spi.SnapshotCodecs;
import dev.midnight.spi.SnapshotStore;
import dev.midnight.spi.SnapshotStores;
import dev.midnight.spi.StoreSettings;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.ResolvableType;

/**
 * Opens the stores that caches ask for by their properties. What could not work is refused at the
 * start of the application, when somebody looks, and not found out by the first save at night.
 */
final class CacheStores {

  private static final String NONE = "none";
  private static final String FILE = "file";

  private final ConfigurableListableBeanFactory beans;
  private final ExtensionBeans found;
  private final boolean enabled;

  /**
   * Of one application.
   *
   * @param enabled false for an application whose caches load nothing: no disk is touched then
   */
  CacheStores(ConfigurableListableBeanFactory beans, ExtensionBeans found, boolean enabled) {
    this.beans = beans;
    this.found = found;
    this.enabled = enabled;
  }

  <K, V> void openFor(
      SnapshotCacheBuilder<K, V> builder, CacheDefinition cache, CacheProperties.Store settings) {
    String type = Objects.requireNonNullElse(settings.type(), NONE);
    if (!enabled || type.equalsIgnoreCase(NONE)) {
      return;
    }
    SnapshotStores kind = kind(cache, type);
    SnapshotCodec<K, V> codec = codec(cache);
    builder.store(open(kind, cache, settings.directory(), codec));
  }

  private SnapshotStores kind(CacheDefinition cache, String type) {
    List<SnapshotStores> known = beans.getBeanProvider(SnapshotStores.class).stream().toList();
    return known.stream()
        .filter(stores -> stores.type().equalsIgnoreCase(type))
        .findFirst()
        .orElseThrow(
            () ->
                refused(
                    cache,
                    "store.type is '%s', and there is no such store; there are %s"
                        .formatted(type, names(known)),
                    type.equalsIgnoreCase(FILE)
                        ? "Put tools.jackson.core:jackson-databind on the class path"
                        : "Correct it"));
  }

  private static String names(List<SnapshotStores> known) {
    return NONE + known.stream().map(stores -> ", " + stores.type()).reduce("", String::concat);
  }

  @SuppressWarnings("unchecked") // made for the types of the cache, or meant for it by name
  private <K, V> SnapshotCodec<K, V> codec(CacheDefinition cache) {
    List<String> own = found.named(cache, SnapshotCodec.class, "Codec");
    if (!own.isEmpty()) {
      return beans.getBean(own.get(0), SnapshotCodec.class);
    }
    SnapshotCodecs codecs = beans.getBeanProvider(SnapshotCodecs.class).getIfAvailable();
    if (codecs == null) {
      throw refused(
          cache,
          "nothing can turn its entries into bytes",
          "Put tools.jackson.core:jackson-databind on the class path, or declare a SnapshotCodec bean '%sCodec'"
              .formatted(cache.name()));
    }
    try {
      return (SnapshotCodec<K, V>)
          codecs.codec(cache.name(), declared(cache.keyType()), declared(cache.valueType()));
    } catch (IllegalArgumentException e) {
      throw refused(e, cache);
    }
  }

  /** A type that nobody declared could be anything. */
  private static Type declared(ResolvableType type) {
    return type.resolve() == null ? Object.class : type.getType();
  }

  private static <K, V> SnapshotStore<K, V> open(
      SnapshotStores kind,
      CacheDefinition cache,
      @Nullable String directory,
      SnapshotCodec<K, V> codec) {
    boolean nowhere = directory == null || directory.isBlank();
    try {
      Path path = nowhere ? null : Path.of(directory).toAbsolutePath().normalize();
      StoreSettings settings = new StoreSettings(cache.name(), path);
      return LateStore.open(cache.name(), () -> kind.open(settings, codec));
    } catch (IllegalArgumentException e) {
      throw refused(e, cache);
    }
  }

  private static RefusedConfigurationException refused(
      IllegalArgumentException cause, CacheDefinition cache) {
    String message = Objects.requireNonNullElse(cause.getMessage(), cause.toString());
    return new RefusedConfigurationException(
        message + " The application does not start.", mend("Do that", cache), cause);
  }

  private static RefusedConfigurationException refused(
      CacheDefinition cache, String what, String remedy) {
    return new RefusedConfigurationException(
        "Cache '%s': %s. Nothing would be saved, so the application does not start."
            .formatted(cache.name(), what),
        mend(remedy, cache));
  }

  private static String mend(String remedy, CacheDefinition cache) {
    return "%s, or set midnight.caches.%s.store.type=none: it then begins with its source."
        .formatted(remedy, cache.name());
  }
}
