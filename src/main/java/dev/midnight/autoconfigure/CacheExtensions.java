package dev.midnight.autoconfigure;

import dev.midnight.SnapshotListener;
import dev.midnight.SnapshotMerge;
import dev.midnight.SnapshotValidator;
import dev.midnight.autoconfigure.diagnosis.RefusedConfigurationException;
import dev.midnight.engine.SnapshotCacheBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.ResolvableType;
import org.springframework.util.function.SingletonSupplier;

/**
 * Finds the validators, listeners and merges that belong to a cache.
 *
 * <p>One whose qualifier is the name of a cache, or that is called after one ({@code
 * citiesValidator}), belongs to that cache alone; any other to all caches whose types it accepts.
 * They are asked for on first use, so that they may inject the cache.
 */
final class CacheExtensions {

  private final ConfigurableListableBeanFactory beans;
  private final CacheDefinitions definitions;

  CacheExtensions(ConfigurableListableBeanFactory beans, CacheDefinitions definitions) {
    this.beans = beans;
    this.definitions = definitions;
  }

  <K, V> void addTo(SnapshotCacheBuilder<K, V> builder, CacheDefinition cache) {
    for (String bean : of(cache, SnapshotValidator.class, "Validator")) {
      Supplier<SnapshotValidator<K, V>> validator = lazily(bean);
      builder.validator((candidate, current) -> validator.get().validate(candidate, current));
    }
    for (String bean : of(cache, SnapshotListener.class, "Listener")) {
      builder.listener(new LazyListener<>(lazily(bean)));
    }
    List<String> merges = of(cache, SnapshotMerge.class, "Merge");
    if (merges.size() > 1) {
      throw ambiguous(cache, merges);
    }
    for (String bean : merges) {
      Supplier<SnapshotMerge<K, V>> merge = lazily(bean);
      builder.merge((key, loaded, written) -> merge.get().merge(key, loaded, written));
    }
  }

  @SuppressWarnings("unchecked") // found by the types of the cache, or meant for it by name
  private <T> Supplier<T> lazily(String bean) {
    return SingletonSupplier.of(() -> (T) beans.getBean(bean));
  }

  private List<String> of(CacheDefinition cache, Class<?> type, String suffix) {
    List<String> all =
        Arrays.stream(beans.getBeanNamesForType(type, true, false))
            .filter(bean -> !BeanTypes.isScopedTarget(bean))
            .toList();
    List<String> named = all.stream().filter(bean -> isNamedAfter(cache, bean, suffix)).toList();
    if (type == SnapshotMerge.class && !named.isEmpty()) {
      return named;
    }
    return all.stream()
        .filter(
            bean -> named.contains(bean) || (isUnnamed(bean, suffix) && accepts(bean, type, cache)))
        .toList();
  }

  private boolean isUnnamed(String bean, String suffix) {
    return definitions.all().stream().noneMatch(cache -> isNamedAfter(cache, bean, suffix));
  }

  private boolean isNamedAfter(CacheDefinition cache, String bean, String suffix) {
    return BeanFactoryAnnotationUtils.isQualifierMatch(
        name ->
            CanonicalName.of(CanonicalName.withoutSuffix(name, suffix))
                .equals(cache.canonicalName()),
        bean,
        beans);
  }

  private boolean accepts(String bean, Class<?> type, CacheDefinition cache) {
    ResolvableType extension = BeanTypes.of(beans, bean).as(type);
    return accepts(extension.getGeneric(0), cache.keyType())
        && accepts(extension.getGeneric(1), cache.valueType());
  }

  private static boolean accepts(ResolvableType wanted, ResolvableType given) {
    Class<?> raw = wanted.resolve();
    return raw == null || raw == Object.class || wanted.isAssignableFrom(given);
  }

  private static RefusedConfigurationException ambiguous(
      CacheDefinition cache, List<String> merges) {
    return new RefusedConfigurationException(
        "Cache '%s': %d SnapshotMerge beans fit it: %s. One only can decide, so the application does not start."
            .formatted(cache.name(), merges.size(), String.join(", ", merges)),
        "Give each the name of its cache, as in @Qualifier(\"%s\").".formatted(cache.name()));
  }
}
