package dev.midnight.autoconfigure;

import dev.midnight.SnapshotCache;
import dev.midnight.SnapshotGroup;
import dev.midnight.SnapshotValue;
import dev.midnight.autoconfigure.diagnosis.RefusedConfigurationException;
import dev.midnight.autoconfigure.properties.GroupProperties;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;

/**
 * Registers a bean for each cache and group, before any bean is created.
 *
 * <p>It runs once all other definitions are known, and again in an application that was processed
 * ahead of time: its definitions are left out of the generated code, which could not name key and
 * value types that are not public.
 */
final class CacheBeanRegistrar implements BeanDefinitionRegistryPostProcessor {

  private static final String DEFINITIONS_BEAN = "midnightCacheDefinitions";

  private final Environment environment;

  CacheBeanRegistrar(Environment environment) {
    this.environment = environment;
  }

  /** Does nothing: other post-processors may still add definitions. */
  @Override
  public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {}

  @Override
  public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
    List<String> handMade = handMade(beans);
    List<CacheDefinition> found =
        Stream.concat(
                new LoaderBeans(beans).definitions(), new SourceMethodBeans(beans).definitions())
            .toList();
    var all = new CacheDefinitions(found, List.of());
    List<CacheDefinition> wanted = new ArrayList<>();
    for (CacheDefinition definition : all.all()) {
      if (isFree(beans, definition)) {
        wanted.add(definition);
      }
    }
    beans.registerSingleton(DEFINITIONS_BEAN, new CacheDefinitions(wanted, handMade));
    wanted.forEach(definition -> register(beans, definition));
    groups().keySet().forEach(group -> registerGroup(beans, group));
  }

  private static List<String> handMade(ConfigurableListableBeanFactory beans) {
    return Stream.concat(
            names(beans, SnapshotCache.class, "Cache"), names(beans, SnapshotValue.class, "Value"))
        .toList();
  }

  private static Stream<String> names(
      ConfigurableListableBeanFactory beans, Class<?> type, String suffix) {
    return Arrays.stream(beans.getBeanNamesForType(type, true, false))
        .map(bean -> CanonicalName.withoutSuffix(bean, suffix));
  }

  /** Whether the application has not declared that bean itself. */
  private static boolean isFree(ConfigurableListableBeanFactory beans, CacheDefinition definition) {
    String bean = definition.beanName();
    if (!beans.containsLocalBean(bean)) {
      return true;
    }
    if (!beans.isTypeMatch(bean, definition.type().toClass())) {
      throw new RefusedConfigurationException(
          ("Cache '%s': its bean name '%s' is taken by a bean of type %s, which is no %s, so the"
                  + " cache of %s cannot be injected and the application does not start.")
              .formatted(
                  definition.name(),
                  bean,
                  beans.getType(bean),
                  definition.type().toClass().getSimpleName(),
                  definition.origin()),
          "Rename that bean.");
    }
    return false;
  }

  private static void register(ConfigurableListableBeanFactory beans, CacheDefinition definition) {
    Supplier<Object> cache = () -> beans.getBean(CacheFactory.class).create(definition);
    register(beans, definition.beanName(), definition.name(), definition.type(), cache);
  }

  private static void registerGroup(ConfigurableListableBeanFactory beans, String group) {
    String bean = group + "Group";
    if (!beans.containsLocalBean(bean)) {
      Supplier<Object> supplier = () -> beans.getBean(GroupFactory.class).create(group);
      register(beans, bean, group, ResolvableType.forClass(SnapshotGroup.class), supplier);
    }
  }

  private static void register(
      ConfigurableListableBeanFactory beans,
      String bean,
      String qualifier,
      ResolvableType type,
      Supplier<Object> supplier) {
    var definition = new RootBeanDefinition();
    definition.setBeanClass(type.toClass());
    definition.setTargetType(type);
    definition.setInstanceSupplier(supplier);
    definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, qualifier));
    definition.setAttribute(BeanRegistrationAotProcessor.IGNORE_REGISTRATION_ATTRIBUTE, true);
    definition.setDescription("Midnight's " + qualifier);
    ((BeanDefinitionRegistry) beans).registerBeanDefinition(bean, definition);
  }

  private Map<String, GroupProperties> groups() {
    Bindable<Map<String, @Nullable GroupProperties>> type =
        Bindable.mapOf(String.class, GroupProperties.class);
    return Binder.get(environment).bind("midnight.groups", type).orElseGet(Map::of);
  }
}
