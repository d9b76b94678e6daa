package dev.midnight.autoconfigure;

import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotValue;
import dev.midnight.autoconfigure.properties.CacheProperties;
import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.ResolvableType;

/** Finds the loader beans of an application without creating them. */
final class LoaderBeans {

  private final ConfigurableListableBeanFactory beans;

  LoaderBeans(ConfigurableListableBeanFactory beans) {
    this.beans = beans;
  }

  Stream<CacheDefinition> definitions() {
    return Arrays.stream(LoaderKind.values()).flatMap(this::definitions);
  }

  private Stream<CacheDefinition> definitions(LoaderKind kind) {
    return Arrays.stream(beans.getBeanNamesForType(kind.type(), true, false))
        .filter(bean -> !BeanTypes.isScopedTarget(bean))
        .map(bean -> definition(kind, bean));
  }

  private CacheDefinition definition(LoaderKind kind, String bean) {
    String name = CanonicalName.withoutSuffix(bean, "Loader");
    ResolvableType loader = BeanTypes.of(beans, bean).as(kind.type());
    return new CacheDefinition(
        name,
        kind,
        cacheType(kind, loader),
        bean,
        null,
        CacheProperties.ofSchedule(null, null),
        "%s bean '%s'".formatted(kind.type().getSimpleName(), bean));
  }

  private static ResolvableType cacheType(LoaderKind kind, ResolvableType loader) {
    Class<?> cache = kind == LoaderKind.VALUE ? SnapshotValue.class : SnapshotCache.class;
    return loader.hasUnresolvableGenerics() || !loader.hasGenerics()
        ? ResolvableType.forClass(cache)
        : ResolvableType.forClassWithGenerics(cache, loader.getGenerics());
  }
}
