package dev.midnight.autoconfigure;

import dev.midnight.autoconfigure.properties.CacheProperties;
import dev.midnight.autoconfigure.source.SourceMethod;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;

/**
 * A cache that the application asks for.
 *
 * @param type {@code SnapshotCache<K, V>} or {@code SnapshotValue<T>}; raw where unknown
 * @param sourceBean the bean that is the loader, or has the source method
 * @param method the source method, or null for a loader
 * @param declared what the source says of its schedule
 * @param origin the source as an operator would look for it
 */
record CacheDefinition(
    String name,
    LoaderKind kind,
    ResolvableType type,
    String sourceBean,
    @Nullable SourceMethod method,
    CacheProperties declared,
    String origin) {

  String beanName() {
    return name + kind.beanSuffix();
  }

  CanonicalName canonicalName() {
    return CanonicalName.of(name);
  }

  /** The type of the keys; values are kept under one String. */
  ResolvableType keyType() {
    return kind == LoaderKind.VALUE ? ResolvableType.forClass(String.class) : type.getGeneric(0);
  }

  ResolvableType valueType() {
    return kind == LoaderKind.VALUE ? type.getGeneric(0) : type.getGeneric(1);
  }
}
