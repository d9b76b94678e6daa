package dev.midnight.autoconfigure;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** Has caches closed before the beans that they load from are destroyed. */
final class DestructionOrder implements SmartInitializingSingleton {

  private final ConfigurableListableBeanFactory beans;
  private final CacheDefinitions definitions;
  private final String lifecycleBean;

  DestructionOrder(
      ConfigurableListableBeanFactory beans, CacheDefinitions definitions, String lifecycleBean) {
    this.beans = beans;
    this.definitions = definitions;
    this.lifecycleBean = lifecycleBean;
  }

  /**
   * Leaves out sources that do not exist yet: one that fails to be created has its dependents
   * destroyed, and the caches of others must not end with it.
   */
  @Override
  public void afterSingletonsInstantiated() {
    for (CacheDefinition definition : definitions.all()) {
      beans.registerDependentBean(definition.beanName(), lifecycleBean);
      if (beans.containsSingleton(definition.sourceBean())) {
        beans.registerDependentBean(definition.sourceBean(), lifecycleBean);
      }
    }
  }
}
