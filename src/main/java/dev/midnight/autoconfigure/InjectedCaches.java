package dev.midnight.autoconfigure;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;

/** Finds the caches that a bean has injected, itself or through other beans. */
final class InjectedCaches {

  private final ConfigurableBeanFactory beans;
  private final Map<String, String> cachesByBean;

  /** Knows the caches by the names of their beans. */
  InjectedCaches(ConfigurableBeanFactory beans, Map<String, String> cachesByBean) {
    this.beans = beans;
    this.cachesByBean = cachesByBean;
  }

  Set<String> of(String bean) {
    Set<String> caches = new LinkedHashSet<>();
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>();
    open.add(bean);
    while (!open.isEmpty()) {
      String next = open.remove();
      String cache = cachesByBean.get(next);
      if (cache != null) {
        caches.add(cache);
      } else if (seen.add(next)) {
        open.addAll(Set.of(beans.getDependenciesForBean(next)));
      }
    }
    return caches;
  }
}
