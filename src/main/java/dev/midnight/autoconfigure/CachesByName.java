package dev.midnight.autoconfigure;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.interceptor.CacheAspectSupport;
import org.springframework.cache.interceptor.CacheOperationInvocationContext;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.util.function.SingletonSupplier;

/**
 * Gives annotations that name neither a manager nor a resolver the caches of their names:
 * Midnight's, or else those of the application's cache manager. An application that has set a
 * resolver or a manager by a {@code CachingConfigurer} has decided by itself and is left alone.
 *
 * <p>The managers are asked for on first use: the aspect is made before most other beans.
 */
final class CachesByName implements BeanPostProcessor, PriorityOrdered {

  private final BeanFactory beans;
  private final Supplier<CacheDefinitions> definitions;

  CachesByName(BeanFactory beans, Supplier<CacheDefinitions> definitions) {
    this.beans = beans;
    this.definitions = definitions;
  }

  /** Before the creator of proxies is there, which makes the aspect. */
  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    if (bean instanceof CacheAspectSupport aspect && aspect.getCacheResolver() == null) {
      aspect.setCacheResolver(new ByName());
    }
    return bean;
  }

  private final class ByName implements CacheResolver {

    /** Empty where the application has no other manager than Midnight's. */
    private final Supplier<Optional<CacheManager>> other =
        SingletonSupplier.of(CachesByName.this::other);

    @Override
    public Collection<? extends Cache> resolveCaches(CacheOperationInvocationContext<?> context) {
      Set<String> names = new LinkedHashSet<>(context.getOperation().getCacheNames());
      return names.stream().map(this::resolve).toList();
    }

    private Cache resolve(String name) {
      Cache own = midnight().getCache(name);
      if (own != null) {
        return own;
      }
      CacheManager manager = other.get().orElse(null);
      Cache cache = manager == null ? null : manager.getCache(name);
      if (cache == null) {
        throw new IllegalArgumentException(
            "Cache '%s': an annotation names it, but neither Midnight nor %s has a cache of that name, so that the method cannot be called. Midnight's are %s. Correct the name."
                .formatted(
                    name,
                    manager == null ? "any other CacheManager" : manager.getClass().getName(),
                    names()));
      }
      return cache;
    }
  }

  private List<String> names() {
    return definitions.get().names().stream().sorted().toList();
  }

  private CacheManager midnight() {
    return beans.getBean(MidnightSpringCacheAutoConfiguration.MANAGER, CacheManager.class);
  }

  /** The manager that Spring would have taken; Midnight's own where there is no other. */
  private Optional<CacheManager> other() {
    CacheManager found = beans.getBeanProvider(CacheManager.class).getIfAvailable();
    return Optional.ofNullable(found == midnight() ? null : found);
  }
}
