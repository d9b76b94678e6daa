package dev.midnight.autoconfigure;

import dev.midnight.DeltaLoader;
import dev.midnight.autoconfigure.diagnosis.RefusedConfigurationException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.ResolvableType;

/**
 * Finds the beans that belong to a cache, without creating them.
 *
 * <p>One whose qualifier is the name of a cache, or that is called after one ({@code
 * citiesValidator}), belongs to that cache alone; any other to all caches whose types it accepts.
 */
final class ExtensionBeans {

  private final ConfigurableListableBeanFactory beans;
  private final CacheDefinitions definitions;

  ExtensionBeans(ConfigurableListableBeanFactory beans, CacheDefinitions definitions) {
    this.beans = beans;
    this.definitions = definitions;
  }

  /** The beans that are meant for this cache by their name or qualifier. */
  List<String> named(CacheDefinition cache, Class<?> type, String suffix) {
    return all(cache, type, suffix).stream()
        .filter(bean -> isNamedAfter(cache, bean, suffix))
        .toList();
  }

  /** The one bean for a purpose that only one can serve, or null; one named after it wins. */
  @Nullable String one(CacheDefinition cache, Class<?> type, String suffix) {
    List<String> named = named(cache, type, suffix);
    List<String> chosen = named.isEmpty() ? all(cache, type, suffix) : named;
    if (chosen.size() > 1) {
      throw ambiguous(cache, type, chosen);
    }
    return chosen.isEmpty() ? null : chosen.get(0);
  }

  /**
   * The DeltaLoader of a cache, or null: its own loader where that reads changes too, otherwise as
   * any other extension. The loader of one cache never reads the changes of another.
   */
  @Nullable String deltaLoader(CacheDefinition cache) {
    List<String> sources = definitions.all().stream().map(CacheDefinition::sourceBean).toList();
    List<String> all =
        all(cache, DeltaLoader.class, "DeltaLoader").stream()
            .filter(bean -> bean.equals(cache.sourceBean()) || !sources.contains(bean))
            .toList();
    if (all.contains(cache.sourceBean()) && cache.method() == null) {
      return cache.sourceBean();
    }
    List<String> named =
        all.stream().filter(bean -> isNamedAfter(cache, bean, "DeltaLoader")).toList();
    List<String> chosen = named.isEmpty() ? all : named;
    if (chosen.size() > 1) {
      throw ambiguous(cache, DeltaLoader.class, chosen);
    }
    return chosen.isEmpty() ? null : chosen.get(0);
  }

  /** All beans of a type that belong to a cache. */
  List<String> all(CacheDefinition cache, Class<?> type, String suffix) {
    List<String> all =
        Arrays.stream(beans.getBeanNamesForType(type, true, false))
            .filter(bean -> !BeanTypes.isScopedTarget(bean))
            .toList();
    List<String> named = all.stream().filter(bean -> isNamedAfter(cache, bean, suffix)).toList();
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
      CacheDefinition cache, Class<?> type, List<String> beans) {
    return new RefusedConfigurationException(
        "Cache '%s': %d %s beans fit it: %s. One only can decide, so the application does not start."
            .formatted(cache.name(), beans.size(), type.getSimpleName(), String.join(", ", beans)),
        "Give each the name of its cache, as in @Qualifier(\"%s\").".formatted(cache.name()));
  }
}
