package dev.midnight.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.ResolvableType;

/** What is known of a bean's type before it is created. */
final class BeanTypes {

  private BeanTypes() {}

  /** The type with its generics, as its definition declares it. */
  static ResolvableType of(ConfigurableListableBeanFactory beans, String bean) {
    if (beans.containsBeanDefinition(bean)) {
      BeanDefinition definition = beans.getMergedBeanDefinition(bean);
      ResolvableType declared = definition.getResolvableType();
      if (declared.resolve() != null) {
        return declared;
      }
    }
    Class<?> type = beans.getType(bean, false);
    return type == null ? ResolvableType.NONE : ResolvableType.forClass(type);
  }

  /**
   * The class of a bean, or null if it cannot be known without creating something. Nothing is
   * proxied yet; a scoped proxy says what it stands for.
   */
  static @Nullable Class<?> targetClass(ConfigurableListableBeanFactory beans, String bean) {
    BeanDefinition definition = beans.getMergedBeanDefinition(bean);
    Object original = definition.getAttribute(AutoProxyUtils.ORIGINAL_TARGET_CLASS_ATTRIBUTE);
    return original instanceof Class<?> type ? type : beans.getType(bean, false);
  }

  static boolean isScopedTarget(String bean) {
    return ScopedProxyUtils.isScopedTarget(bean);
  }
}
